// SPDX-License-Identifier: GPL-2.0
#include "vm/memory_file.hpp"

#include "common/failure.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace kxx::vm {

static void check(bool good)
{
	if (!good)
		throw Failure{ Fault::Environment,
			       fmt::format("cannot hold the guest's files in memory: {}", std::strerror(errno)) };
}

MemoryFile::MemoryFile() : fd_(memfd_create("kxx", MFD_CLOEXEC))
{
}

MemoryFile::~MemoryFile()
{
	close(fd_);
}

std::string MemoryFile::path() const
{
	return fmt::format("/proc/self/fd/{}", fd_);
}

void MemoryFile::resize(std::size_t size)
{
	check(fd_ >= 0 && ftruncate(fd_, static_cast<off_t>(size)) == 0);
}

void MemoryFile::write(std::string_view bytes)
{
	std::size_t done = 0;

	while (done < bytes.size()) {
		const ssize_t n = pwrite(fd_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));

		check(n > 0);
		done += n;
	}
}

} // namespace kxx::vm
