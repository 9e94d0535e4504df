// SPDX-License-Identifier: GPL-2.0
//! Reads and writes whole files, and reports the reason of a failure.
#pragma once

#include "common/failure.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace kxx {

/// A file or directory that cannot be read or written. There is a note for a full disk, and for a cache that cannot be
/// written.
struct FileError : Failure {
	/// "cannot WHAT PATH: REASON", with the reason of `error` (an errno value).
	FileError(const std::string &what, const std::filesystem::path &path, int error);
};

/// Maps a file for reading. An absent or empty file has no bytes.
class MappedFile {
public:
	explicit MappedFile(const std::filesystem::path &path);
	~MappedFile();
	MappedFile(const MappedFile &) = delete;
	MappedFile &operator=(const MappedFile &) = delete;

	std::string_view bytes() const { return { static_cast<const char *>(data_), size_ }; }

private:
	void *data_ = nullptr;
	std::size_t size_ = 0;
};

/// The content of a file. Throws FileError.
std::string read_file(const std::filesystem::path &path);

/// Writes a whole file. Removes a file that it could not write completely. Throws FileError.
void write_file(const std::filesystem::path &path, std::string_view text);

/// Like write_file(), under another name first: readers see the old content or the new one.
void replace_file(const std::filesystem::path &path, std::string_view text);

/// Makes a directory and its parents. Throws FileError, unlike std::filesystem's functions with a note.
void make_directory(const std::filesystem::path &path);

/// Removes a file or directory with its content when it goes out of scope, unless it was kept.
class Temporary {
public:
	explicit Temporary(std::filesystem::path path) : path_(std::move(path)) {}
	~Temporary();
	Temporary(const Temporary &) = delete;
	Temporary &operator=(const Temporary &) = delete;

	const std::filesystem::path &path() const { return path_; }
	void keep() { path_.clear(); }

private:
	std::filesystem::path path_;
};

/// An exclusive lock on a directory, which is created if it does not exist. The kernel releases the
/// lock when its owner ends, however that happens.
class Lock {
public:
	explicit Lock(const std::filesystem::path &directory);
	~Lock();
	Lock(const Lock &) = delete;
	Lock &operator=(const Lock &) = delete;

private:
	int fd_ = -1;
};

} // namespace kxx
