// SPDX-License-Identifier: GPL-2.0
//! Objects in the cache, and checks whether they are still valid.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/files.hpp"
#include "common/inputs.hpp"
#include "common/interrupt.hpp"
#include "common/process.hpp"

namespace kxx::link {

/// True if the objects on `list` are complete, and all their inputs are unchanged.
bool is_current(const std::filesystem::path &list);

/// Makes objects with one list of their inputs. Holds the lock of the list's folder.
class Making {
public:
	explicit Making(std::filesystem::path list);

	/// Compiles `source` into `object`, a file in the folder; `command` has no -c and no -o.
	RunResult compile(const std::vector<std::string> &command, const std::filesystem::path &source,
			  const std::filesystem::path &object, bool verbose);
	/// Writes the list. Without it the objects count as absent.
	void done();

private:
	std::filesystem::path list_;
	Lock lock_;
	Interruptible interruptible_;
	/// A file whose time is before the start of the first compiler.
	Temporary start_;
	std::vector<std::filesystem::path> objects_;
	Inputs inputs_;
};

/// The C compiler command of a module, without the parts that differ between modules that compile
/// the same text.
std::vector<std::string> shared_command(const std::vector<std::string> &cc);

/// The result of compile_text().
struct Compiled {
	std::filesystem::path object;
	std::filesystem::path source;
	RunResult result = {};
};

/// Compiles C text with that command into a folder of the cache, unless the result exists.
Compiled compile_text(const std::string &folder, const std::string &text, const std::vector<std::string> &command,
		      bool verbose);

} // namespace kxx::link
