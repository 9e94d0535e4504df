// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Memory that a process maps from a file.
//!
//! C: include/linux/mm.h (vm_area_struct), include/linux/vmalloc.h (vmalloc_user)
#pragma once

#include <utility>

#include <helpers/vma.hpp>
#include <linux/mm.hpp>
#include <linux/vmalloc.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/memory/page.hpp>

namespace kernel {

class UserMemory;

/// A stretch of a process's addresses that it wants a file to fill: what mmap() of the file gets.
///
/// Exists during mmap() only, before the process can reach the addresses. What is not filled ends in
/// SIGBUS when the process touches it.
///
/// kernel/file/miscdevice.hpp has an example.
class VmArea : Pinned, TaskBound {
public:
	/// The addresses: from begin() up to, not including, end().
	usize begin() const __atomic { return ::kxx_vma_start(raw_); }
	usize end() const __atomic { return ::kxx_vma_end(raw_); }
	usize size() const __atomic { return end() - begin(); }
	/// Where in the file it begins, in pages: what the process chose, so it is anything.
	usize page_offset() const __atomic { return ::kxx_vma_pgoff(raw_); }

	/// What the process may do with it now.
	bool readable() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_READ; }
	/// Whether the program may write it.
	bool writable() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_WRITE; }
	/// Whether the program may execute it.
	bool executable() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_EXEC; }
	/// Whether what it writes is seen by others (MAP_SHARED).
	bool shared() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_SHARED; }

	/// Does not let the process write, now and after an mprotect(). Errors: EPERM: it asked to.
	Result<> refuse_writing() { return refuse(::macro::VM_WRITE, ::macro::VM_MAYWRITE); }
	/// Does not let it execute. Errors: EPERM: it asked to.
	Result<> refuse_executing() { return refuse(::macro::VM_EXEC, ::macro::VM_MAYEXEC); }
	/// Only MAP_SHARED: a private mapping would have copies of what it writes. Errors: EINVAL: it is private.
	Result<> require_shared() const
	{
		if (!shared())
			return EINVAL;
		return ok;
	}
	/// Leaves it out in the children of the process.
	void do_not_copy() { ::kxx_vma_set_flags(raw_, ::macro::VM_DONTCOPY); }
	/// Leaves it out of core dumps.
	void do_not_dump() { ::kxx_vma_set_flags(raw_, ::macro::VM_DONTDUMP); }

	/// Fills it with memory, from page_offset() on. The pages stay with the process when the UserMemory is
	/// gone. The area cannot grow any more, and is not dumped.
	///
	/// Errors: EINVAL: it reaches beyond the memory.
	inline Result<> map(const UserMemory &memory);

	/// Safety:
	/// - `raw` is the argument of a file's mmap(), and the object is gone when that returns.
	[[gnu::always_inline]] VmArea(unsafe_t, ::vm_area_struct *raw) : raw_(raw) {}

private:
	Result<> refuse(unsigned long now, unsigned long later)
	{
		if (::kxx_vma_flags(raw_) & now)
			return EPERM;
		::kxx_vma_clear_flags(raw_, later);
		return ok;
	}

	::vm_area_struct *raw_;
};

/// Pages of zeroes that processes may map with VmArea::map(), and that the kernel reads and writes by copying.
///
/// Never a view of the bytes: a process changes them at any moment. What was read is looked at in the
/// copy, and not read again. All operations are const: any number of tasks may use one at once, and what
/// they and the processes write at the same time is mixed.
///
/// Invariants:
/// - `memory_` is size_ bytes from vmalloc_user(), or null after a move.
///
/// Example:
///     auto memory = TRY(UserMemory::alloc(100));
///     test.expect_eq(memory.size(), PAGE_SIZE);
///     TRY(memory.write(8, span_of("kxx")));
///     char text[4];
///     TRY(memory.read(8, span_of(text)));
///     test.expect_eq(text[1], 'x');
///     test.expect_error(memory.read(PAGE_SIZE - 3, span_of(text)), ERANGE);
class [[nodiscard]] UserMemory {
public:
	/// At least so many bytes, rounded up to pages. Errors: ENOMEM, EOVERFLOW. Context: process; may sleep.
	static Result<UserMemory> alloc(usize bytes) __sleeps
	{
		const usize size = TRY(page_align(bytes));
		void *memory = ::vmalloc_user(size);

		if (!memory)
			return ENOMEM;
		return { std::in_place, memory, size };
	}
	UserMemory(UserMemory &&other) noexcept
		: memory_(std::exchange(other.memory_, nullptr)), size_(std::exchange(other.size_, 0))
	{
	}
	UserMemory &operator=(UserMemory &&other) noexcept
	{
		std::swap(memory_, other.memory_);
		std::swap(size_, other.size_);
		return *this;
	}
	/// Context: process; may sleep.
	~UserMemory()
	{
		if (memory_)
			::vfree(memory_);
	}

	usize size() const __atomic { return size_; }

	/// Copies out. Errors: ERANGE: not all of it is there. Context: any.
	template <detail::no_padding T>
	Result<> read(usize offset, Span<T> to) const __atomic
		requires(detail::any_bytes<T> && !std::is_const_v<T>)
	{
		return copy(to.data(), at(offset), offset, to.size_bytes());
	}
	/// Copies in. Errors: ERANGE: there is not room for all of it. Context: any.
	template <detail::no_padding T>
	Result<> write(usize offset, Span<T> from) const __atomic
	{
		return copy(at(offset), from.data(), offset, from.size_bytes());
	}

	/// Copies one T in or out, which lies in the first page: that cannot fail. Context: any.
	template <usize offset = 0, detail::no_padding T>
	void store(const T &value) const __atomic
	{
		static_assert(offset + sizeof(T) <= PAGE_SIZE, "store() is for what lies in the first page: write()");
		__builtin_memcpy(at(offset), &value, sizeof(T));
		asm volatile("" ::: "memory");
	}
	/// Reads a value at once.
	template <user_data T, usize offset = 0>
	T load() const __atomic
	{
		static_assert(offset + sizeof(T) <= PAGE_SIZE, "load() is for what lies in the first page: read()");
		T value;
		__builtin_memcpy(&value, at(offset), sizeof(T));
		asm volatile("" ::: "memory");
		return value;
	}

	/// For C.
	void *as_raw() const __lifetimebound { return memory_; }

private:
	template <typename>
	friend class Result;

	UserMemory(void *memory, usize size) : memory_(memory), size_(size) {}

	void *at(usize offset) const { return static_cast<char *>(memory_) + offset; }
	Result<> copy(void *to, const void *from, usize offset, usize count) const
	{
		if (offset > size_ || count > size_ - offset) [[unlikely]]
			return ERANGE;
		__builtin_memcpy(to, from, count);
		// The compiler must not take what it read for what is there.
		asm volatile("" ::: "memory");
		return ok;
	}

	void *memory_;
	usize size_;
};

inline Result<> VmArea::map(const UserMemory &memory)
{
	return Result<>::from_c(::remap_vmalloc_range(raw_, memory.as_raw(), page_offset()));
}

} // namespace kernel
