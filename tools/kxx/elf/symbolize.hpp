// SPDX-License-Identifier: GPL-2.0
//! Makes kernel messages readable, with C++ names and source lines of modules.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/elf_object.hpp"
#include "elf/source.hpp"

namespace kxx::elf {

/// Rewrites the lines of an oops, a warning or any other kernel log.
class Symbolizer {
public:
	/// Modules that are not among `modules` are searched for below `search`.
	Symbolizer(std::vector<std::filesystem::path> modules, std::filesystem::path search);

	/// Rewrites one line of the log, without its newline; the result may be several lines.
	std::string line(const std::string &text);

	/// The number of rewritten items: places (function+0x12/0x40), and lines with C++ names.
	std::size_t found() const { return found_; }

	/// Modules that the log named and that were not found.
	const std::vector<std::string> &missing() const { return missing_; }

private:
	struct Module {
		Object object;
		SourceMap source;

		explicit Module(const std::filesystem::path &path) : object(path), source(path) {}
	};

	Module *find_module(const std::string &name);
	/// The stack of inlined functions at a place of a module, the innermost first.
	std::vector<Frame> locate(Module &module, const std::string &function, std::uint64_t offset, std::uint64_t size,
				  bool return_address);

	std::vector<std::filesystem::path> given_;
	std::filesystem::path search_;
	std::map<std::string, std::unique_ptr<Module>> modules_;
	std::vector<std::string> missing_;
	std::size_t found_ = 0;
};

} // namespace kxx::elf
