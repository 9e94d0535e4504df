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

/// A range of a process's addresses that the process wants to map to a file; the file's mmap() gets
/// it.
///
/// It exists only during mmap(), before the process can use the addresses. If the process touches
/// an address that is not mapped, it gets SIGBUS.
///
/// kernel/file/miscdevice.hpp has an example.
class VmArea : Pinned, TaskBound {
public:
	/// The first address; the range goes up to, but does not include, end().
	usize begin() const __atomic { return ::kxx_vma_start(raw_); }
	/// The address after the last byte.
	usize end() const __atomic { return ::kxx_vma_end(raw_); }
	/// The number of bytes.
	usize size() const __atomic { return end() - begin(); }
	/// The offset in the file, in pages. The process chooses it, so it may be any number.
	usize page_offset() const __atomic { return ::kxx_vma_pgoff(raw_); }

	/// Whether the program may read it.
	bool readable() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_READ; }
	/// Whether the program may write it.
	bool writable() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_WRITE; }
	/// Whether the program may execute it.
	bool executable() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_EXEC; }
	/// Whether other processes see what it writes (MAP_SHARED).
	bool shared() const __atomic { return ::kxx_vma_flags(raw_) & ::macro::VM_SHARED; }

	/// Forbids writing, now and through a later mprotect(). Errors: EPERM: the process asked
	/// for write access.
	Result<> refuse_writing() { return refuse(::macro::VM_WRITE, ::macro::VM_MAYWRITE); }
	/// Forbids execution. Errors: EPERM: the process asked to execute.
	Result<> refuse_executing() { return refuse(::macro::VM_EXEC, ::macro::VM_MAYEXEC); }
	/// Requires MAP_SHARED: a private mapping would write to copies. Errors: EINVAL: the
	/// mapping is private.
	Result<> require_shared() const
	{
		if (!shared())
			return EINVAL;
		return ok;
	}
	/// Excludes the range from child processes.
	void do_not_copy() { ::kxx_vma_set_flags(raw_, ::macro::VM_DONTCOPY); }
	/// Excludes the range from core dumps.
	void do_not_dump() { ::kxx_vma_set_flags(raw_, ::macro::VM_DONTDUMP); }

	/// Maps the memory, from page_offset() on. The process keeps the pages after the UserMemory
	/// is destroyed. The area can no longer grow, and is not dumped.
	///
	/// Errors: EINVAL: the area reaches past the end of the memory.
	inline Result<> map(const UserMemory &memory);

	/// Views the area that C passes to mmap().
	///
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
/// There is no direct view of the bytes, since a process may change them at any moment. Check the
/// data in the copy, and do not read it again. All operations are const: any number of tasks may
/// use one at once, and concurrent writes by tasks and processes may be mixed.
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
	/// Allocates at least `bytes`, rounded up to pages.
	///
	/// Errors: ENOMEM, EOVERFLOW.
	/// Context: process; may sleep.
	static Result<UserMemory> alloc(usize bytes __trusted_size) __sleeps
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
		UserMemory taken(std::move(other));

		std::swap(memory_, taken.memory_);
		std::swap(size_, taken.size_);
		return *this;
	}
	/// Frees the pages that no process has mapped; the others live until they are unmapped.
	///
	/// Context: process; may sleep.
	~UserMemory()
	{
		if (memory_)
			::vfree(memory_);
	}

	/// The number of bytes, a multiple of PAGE_SIZE.
	usize size() const __atomic { return size_; }

	/// Copies out. Errors: ERANGE: not all of it is in the memory. Context: any.
	template <detail::no_padding T>
	Result<> read(usize offset, Span<T> to) const __atomic
		requires(detail::any_bytes<T> && !std::is_const_v<T>)
	{
		return copy(to.data(), at(offset), offset, to.size_bytes());
	}
	/// Copies in. Errors: ERANGE: there is no room for all of it. Context: any.
	template <detail::no_padding T>
	Result<> write(usize offset, Span<T> from) const __atomic
	{
		return copy(at(offset), from.data(), offset, from.size_bytes());
	}

	/// Copies one T in, which lies in the first page, so this cannot fail. Context: any.
	template <usize offset = 0, detail::no_padding T>
	void store(const T &value) const __atomic
	{
		static_assert(offset + sizeof(T) <= PAGE_SIZE, "store() is for what lies in the first page: write()");
		__builtin_memcpy(at(offset), &value, sizeof(T));
		asm volatile("" ::: "memory");
	}
	/// Copies one T out of the first page.
	template <user_data T, usize offset = 0>
	T load() const __atomic
	{
		static_assert(offset + sizeof(T) <= PAGE_SIZE, "load() is for what lies in the first page: read()");
		T value;
		__builtin_memcpy(&value, at(offset), sizeof(T));
		asm volatile("" ::: "memory");
		return value;
	}

	/// The memory, for C.
	void *as_raw() const __lifetimebound { return memory_; }

private:
	template <typename>
	friend class Result;

	UserMemory(void *memory, usize size) : memory_(memory), size_(size) {}

	void *at(usize offset) const __lifetimebound { return static_cast<char *>(memory_) + offset; }
	Result<> copy(void *to, const void *from, usize offset, usize count) const
	{
		if (offset > size_ || count > size_ - offset) [[unlikely]]
			return ERANGE;
		__builtin_memcpy(to, from, count);
		// The compiler must not assume that the memory still has the value that it read.
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
