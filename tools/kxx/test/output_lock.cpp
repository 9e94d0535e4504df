// SPDX-License-Identifier: GPL-2.0
#include "test/output_lock.hpp"

#include "common/files.hpp"
#include "common/terminal.hpp"

#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kxx::test {

OutputLock::OutputLock(const std::filesystem::path &directory)
{
	make_directory(directory);
	fd_ = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd_ < 0)
		throw FileError("open", directory, errno);
	if (flock(fd_, LOCK_EX | LOCK_NB) == 0)
		return;
	print_progress("waiting for another kxx test that uses '" + directory.string() +
		       "' (--output gives this one a directory of its own)");
	while (flock(fd_, LOCK_EX) != 0)
		if (errno != EINTR) {
			const int error = errno;

			close(fd_);
			throw FileError("lock", directory, error);
		}
}

OutputLock::OutputLock(OutputLock &&other) noexcept : fd_(std::exchange(other.fd_, -1))
{
}

OutputLock::~OutputLock()
{
	if (fd_ >= 0)
		close(fd_);
}

} // namespace kxx::test
