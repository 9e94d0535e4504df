// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The three general-purpose allocators, as types.
//!
//! C: include/linux/slab.h, include/linux/vmalloc.h
#pragma once

#include <type_traits>

#include <helpers/slab.hpp>
#include <linux/slab.hpp>
#include <linux/vmalloc.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

/// Physically contiguous memory from the slab allocator. For sizes above a few pages, use
/// KVmalloc.
///
/// Each allocator has alloc(), realloc() and free(), and two constants: the alignment that every
/// size gets, and the strictest alignment that alloc() accepts.
///
/// Context: any, with flags that suit it.
///
/// Example:
///     void *memory = Kmalloc::alloc(48, GFP_KERNEL, 16);
///     test.expect_eq(reinterpret_cast<usize>(memory) % 16, 0u);
///     Kmalloc::free(memory);
struct Kmalloc {
	static constexpr usize alignment = 8;
	static constexpr usize strictest = 4096;

	/// Returns null when there is no memory. `align` is a power of two, up to `strictest`.
	[[gnu::always_inline]] static void *alloc(usize bytes, Gfp flags, usize align = alignment)
	{
		return ::kmalloc(::kxx_kmalloc_size(bytes, align), flags.bits());
	}
	/// Grows or shrinks, keeping the contents. If it returns null, `old` is unchanged. `align`
	/// must be the same as before.
	[[gnu::always_inline]] static void *realloc(void *old, usize, usize bytes, Gfp flags, usize align = alignment)
	{
		return ::krealloc(old, ::kxx_kmalloc_size(bytes, align), flags.bits());
	}
	/// Frees the memory; `p` may be null.
	static void free(void *p) __atomic { ::kfree(p); }
};

/// Virtually contiguous memory in whole pages. Use it for large tables, but not for DMA.
///
/// Context: process; may sleep.
struct Vmalloc {
	static constexpr usize alignment = 4096;
	static constexpr usize strictest = 4096;

	/// Returns null when there is no memory.
	static void *alloc(usize bytes, Gfp flags, usize = alignment) { return ::__vmalloc(bytes, flags.bits()); }
	/// Allocates, copies what fits and frees `old`. If it returns null, `old` is unchanged.
	static void *realloc(void *old, usize old_bytes, usize bytes, Gfp flags, usize = alignment);
	/// Frees the memory; `p` may be null.
	static void free(void *p) { ::vfree(p); }
};

/// Memory from kmalloc if possible, else from vmalloc. Use it for sizes that vary.
///
/// Context: process; may sleep.
struct KVmalloc {
	static constexpr usize alignment = 8;
	static constexpr usize strictest = 4096;

	/// Returns null when there is no memory. `align` is a power of two, up to `strictest`.
	static void *alloc(usize bytes, Gfp flags, usize align = alignment)
	{
		return ::kvmalloc(::kxx_kmalloc_size(bytes, align), flags.bits());
	}
	/// Grows or shrinks, keeping the contents. If it returns null, `old` is unchanged. `align`
	/// must be the same as before.
	static void *realloc(void *old, usize old_bytes, usize bytes, Gfp flags, usize align = alignment)
	{
		return ::kxx_kvrealloc(old, old ? ::kxx_kmalloc_size(old_bytes, align) : 0,
				       ::kxx_kmalloc_size(bytes, align), flags.bits());
	}
	/// Frees the memory; `p` may be null.
	static void free(void *p) { ::kvfree(p); }
};

/// Whether a T is moved by moving its bytes and forgetting the old ones, as krealloc() does.
///
/// It is true for trivially copyable types. Specialise it for a class that owns what it points to
/// and that nothing points to, as Box and Vec do.
///
/// Safety:
/// - A move of T followed by the destruction of the old one does nothing but copy the bytes.
template <typename T>
inline constexpr bool relocatable = std::is_trivially_copyable_v<T>;

namespace detail {

/// States once, for everything that allocates a T, which alignments are possible.
template <typename T, typename Allocator>
consteval bool can_be_aligned()
{
	static_assert(alignof(T) <= Allocator::strictest, "the allocator does not align that much");
	return true;
}

} // namespace detail
} // namespace kernel
