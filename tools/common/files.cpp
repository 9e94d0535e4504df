// SPDX-License-Identifier: GPL-2.0
#include "common/files.hpp"

#include "common/failure.hpp"
#include "common/paths.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kxx {
namespace fs = std::filesystem;

namespace {

std::string note_for(const fs::path &path, int error)
{
	const bool full = error == ENOSPC || error == EDQUOT;
	const std::string cache = cache_directory().string();
	std::error_code ignored;
	const std::string temporary = fs::temp_directory_path(ignored).string();

	if (path.string().starts_with(cache))
		return full ? "free some space, or set KXX_CACHE=DIR to a directory on another disk; the cache is "
			      "now " + cache
			    : "set KXX_CACHE=DIR to a directory that you can write; the cache is now " + cache;
	if (!full)
		return {};
	if (!temporary.empty() && path.string().starts_with(temporary))
		return "free some space, or set TMPDIR=DIR to a directory on another disk; temporary files are now "
		       "in " +
		       temporary;
	return "free some space on that disk";
}

} // namespace

FileError::FileError(const std::string &what, const fs::path &path, int error)
	: Failure(Fault::Environment, "cannot " + what + " " + path.string() + ": " + std::strerror(error),
		  note_for(path, error))
{
}

MappedFile::MappedFile(const fs::path &path)
{
	int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
	struct stat status;

	if (fd < 0)
		return;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
		void *data = mmap(nullptr, status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);

		if (data != MAP_FAILED) {
			data_ = data;
			size_ = status.st_size;
		}
	}
	close(fd);
}

MappedFile::~MappedFile()
{
	if (data_)
		munmap(data_, size_);
}

std::string read_file(const fs::path &path)
{
	int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
	std::string text;
	char buffer[65536];

	if (fd < 0)
		throw FileError("read", path, errno);
	for (ssize_t n; (n = read(fd, buffer, sizeof(buffer))) != 0;) {
		if (n > 0) {
			text.append(buffer, n);
		} else if (errno != EINTR) {
			int error = errno;

			close(fd);
			throw FileError("read", path, error);
		}
	}
	close(fd);
	return text;
}

void write_file(const fs::path &path, std::string_view text)
{
	int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int error = fd < 0 ? errno : 0;
	struct stat status;

	if (error)
		throw FileError("write", path, error);
	const bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	while (!text.empty() && !error) {
		ssize_t n = write(fd, text.data(), text.size());

		if (n >= 0)
			text.remove_prefix(n);
		else if (errno != EINTR)
			error = errno;
	}
	// A network file system reports a full disk here.
	if (close(fd) != 0 && !error)
		error = errno;
	if (error) {
		if (regular)
			unlink(path.c_str());
		throw FileError("write", path, error);
	}
}

void replace_file(const fs::path &path, std::string_view text)
{
	Temporary fresh(path.string() + "." + std::to_string(getpid()) + ".new");

	write_file(fresh.path(), text);
	if (rename(fresh.path().c_str(), path.c_str()) != 0)
		throw FileError("write", path, errno);
	fresh.keep();
}

void make_directory(const fs::path &path)
{
	std::error_code error;

	fs::create_directories(path, error);
	if (error)
		throw FileError("make the directory", path, error.value());
}

Temporary::~Temporary()
{
	std::error_code ignored;

	if (!path_.empty())
		fs::remove_all(path_, ignored);
}

Lock::Lock(const fs::path &directory)
{
	make_directory(directory);
	fd_ = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd_ < 0)
		throw FileError("open", directory, errno);
	while (flock(fd_, LOCK_EX) != 0)
		if (errno != EINTR) {
			int error = errno;

			close(fd_);
			throw FileError("lock", directory, error);
		}
}

Lock::~Lock()
{
	close(fd_);
}

} // namespace kxx
