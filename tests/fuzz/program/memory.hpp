// SPDX-License-Identifier: GPL-2.0
//! Memory of a process to pass to the kernel: valid, invalid, and at the border between the two.
#pragma once

#include "random.hpp"

#include <atomic>

namespace fuzz {

/// Mapped bytes, which any thread may change at any moment. Below 4 GiB, for calls of 32-bit programs.
inline constexpr std::size_t arena_size = 256 * 1024;
inline char *const arena = reinterpret_cast<char *>(0x50000000);

/// The result of mmap() of a file: one value, so that no thread combines the address of one with the size of another.
class Mapping {
public:
	void store(u64 address, std::size_t size, u32 target)
	{
		target_ = target;
		value_ = address | pages(size);
	}
	/// Returns the previous value.
	u64 exchange(u64 address, std::size_t size, u32 target)
	{
		target_ = target;
		return value_.exchange(address | pages(size));
	}
	void forget() { value_ = 0; }

	u64 value() const { return value_; }
	u32 target() const { return target_; }

	static char *address(u64 value) { return reinterpret_cast<char *>(value & ~0xfffull); }
	static std::size_t size(u64 value) { return (value & 0xfff) * 4096; }

private:
	static u64 pages(std::size_t size) { return size > 0xfff000 ? 0xfff : (size + 4095) / 4096; }

	std::atomic<u64> value_;
	std::atomic<u32> target_;
};
inline constexpr u32 mappings = 8;
extern Mapping mapped[mappings];

void make_memory();

/// A place in the arena that is followed by `size` bytes, at most half of it.
char *good_pointer(Random &random, std::size_t size);
/// Mostly a valid one. Otherwise it may not be read or written, is absent, ends too early, is the kernel's, or belongs
/// to a mapping of a file.
char *any_pointer(Random &random, std::size_t size);

/// Reads or writes a byte; false if that faults.
bool touch(char *address, bool write);
void catch_faults();

} // namespace fuzz
