// SPDX-License-Identifier: GPL-2.0
//! A file in memory that QEMU also uses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kxx::vm {

class MemoryFile {
public:
	MemoryFile();
	~MemoryFile();
	MemoryFile(const MemoryFile &) = delete;
	MemoryFile &operator=(const MemoryFile &) = delete;

	int fd() const { return fd_; }
	/// Its name for a program that inherits the descriptor.
	std::string path() const;
	/// Throws Failure if memory is short.
	void resize(std::size_t size);
	/// Writes from the beginning. Throws Failure if memory is short.
	void write(std::string_view bytes);

private:
	int fd_;
};

} // namespace kxx::vm
