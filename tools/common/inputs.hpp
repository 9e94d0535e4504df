// SPDX-License-Identifier: GPL-2.0
//! What a result in the cache was made from, and whether all of that is still the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kxx {

/// A list of files, with stamps and with hashes of their contents.
///
/// A look-up costs one stat() per file as long as the stamps are the same. Only where a stamp differs
/// the content is read. The result itself belongs on the list too: so damage to it is noticed.
class Inputs {
public:
	enum class State {
		Same,	 ///< every stamp is the same
		Touched, ///< some stamps differ, all contents are the same; the list has the new stamps now
		Changed, ///< some content differs, or something came or went
	};

	/// Adds a file (its content), a directory (the names of the headers in it), or a path where there
	/// is nothing (its absence).
	void add(const std::filesystem::path &path);
	/// Adds what PATH finds under the name of a program, and that program's content.
	void add_program(const std::string &name);
	/// Adds every file of a directory, and of those below it.
	void add_tree(const std::filesystem::path &directory);
	/// Adds the files that a compiler named with -MD; relative ones start at `directory`.
	void add_dependencies(const std::filesystem::path &depfile, const std::filesystem::path &directory);
	/// Adds the compiler of a command line: its driver and, for `kind` ("cc1", "cc1plus"), what that runs.
	void add_compiler(const std::string &driver, const std::string &kind);

	/// Compares with what is there now.
	State check();
	/// After State::Changed: a path that differs.
	const std::string &changed() const { return changed_; }
	/// True when something on the list changed after `file` was written.
	bool changed_since(const std::filesystem::path &file) const;
	/// A hash over all paths and contents.
	std::string hash() const;

	/// Writes the list, with `result`, a line of the caller's. Throws FileError.
	void save(const std::filesystem::path &file, const std::string &result) const;
	/// Reads a list. Nothing when there is none, or when it is damaged.
	static std::optional<Inputs> load(const std::filesystem::path &file);
	/// The line that save() was given.
	const std::string &result() const { return result_; }

private:
	struct Stamp {
		int64_t size = 0, modified = 0, changed = 0;
		uint64_t inode = 0;

		bool operator==(const Stamp &) const = default;
	};
	struct Item {
		Stamp stamp;
		std::string content;
	};

	static std::optional<Stamp> stamp_of(const std::string &path);
	static Item examine(const std::string &path);
	bool same(const std::string &path, Item &item, bool &touched);

	std::map<std::string, Item, std::less<>> items_;
	std::string result_;
	std::string changed_;
};

/// The paths in a file that a compiler wrote with -MD.
std::vector<std::string> read_depfile(const std::filesystem::path &depfile);

} // namespace kxx
