// SPDX-License-Identifier: GPL-2.0
//! The inputs of a result in the cache, and whether all of them are unchanged.
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
/// A look-up costs one stat() per file while the stamps are the same. Only if a stamp differs is
/// the content read. The result itself also belongs on the list, so that damage to it is noticed.
class Inputs {
public:
	enum class State {
		Same,	 ///< every stamp is the same
		Touched, ///< some stamps differ, all contents are the same; the list has the new stamps now
		Changed, ///< some content differs, or something came or went
	};

	/// Adds a file (its content), a directory (the names of the headers in it), or a path where
	/// nothing exists (its absence).
	void add(const std::filesystem::path &path);
	/// Adds a program by name: the path that PATH finds, and the program's content.
	void add_program(const std::string &name);
	/// Adds every file of a directory, and of those below it.
	void add_tree(const std::filesystem::path &directory);
	/// Adds the files that a compiler named with -MD; relative ones start at `directory`.
	void add_dependencies(const std::filesystem::path &depfile, const std::filesystem::path &directory);
	/// Adds the compiler of a command line: its driver and, for `kind` ("cc1", "cc1plus"), the
	/// program that the driver runs.
	void add_compiler(const std::string &driver, const std::string &kind);

	/// Compares the list with the current files.
	State check();
	/// A path that differs, after State::Changed.
	const std::string &changed() const { return changed_; }
	/// True if something on the list changed after `file` was written.
	bool changed_since(const std::filesystem::path &file) const;
	/// A hash over all paths and contents.
	std::string hash() const;

	/// Writes the list, with `result`, a line from the caller. Throws FileError.
	void save(const std::filesystem::path &file, const std::string &result) const;
	/// Reads a list. Returns nothing if there is none, or if it is damaged.
	static std::optional<Inputs> load(const std::filesystem::path &file);
	/// The line that was passed to save().
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
