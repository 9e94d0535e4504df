// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The three general-purpose allocators, as types.
//!
//! C: include/linux/slab.h, include/linux/vmalloc.h
#pragma once

#include <helpers/slab.hpp>
#include <linux/slab.hpp>
#include <linux/vmalloc.hpp>

#include <kernel/annotations.hpp>
#include <kernel/gfp.hpp>
#include <kernel/types.hpp>

namespace kernel {

/// Physically contiguous memory from the slab allocator. Up to a few pages; for more, KVmalloc.
///
/// Context: any, with flags that suit it.
struct Kmalloc {
	/// The strictest alignment that kmalloc gives to any size.
	static constexpr usize alignment = 8;

	static void *alloc(usize bytes, Gfp flags) { return ::kmalloc(bytes, flags.bits()); }
	/// Grows or shrinks, keeping the contents. Null leaves `old` as it was.
	static void *realloc(void *old, usize, usize bytes, Gfp flags)
	{
		return ::krealloc(old, bytes, flags.bits());
	}
	static void free(void *p) { ::kfree(p); }
};

/// Virtually contiguous memory, whole pages. For large tables; not for DMA.
///
/// Context: process; may sleep.
struct Vmalloc {
	static constexpr usize alignment = 4096;

	static void *alloc(usize bytes, Gfp flags) { return ::__vmalloc(bytes, flags.bits()); }
	static void *realloc(void *old, usize old_bytes, usize bytes, Gfp flags);
	static void free(void *p) { ::vfree(p); }
};

/// kmalloc when it can, vmalloc when it must. For sizes that vary.
///
/// Context: process; may sleep.
struct KVmalloc {
	static constexpr usize alignment = 8;

	static void *alloc(usize bytes, Gfp flags) { return ::kvmalloc(bytes, flags.bits()); }
	static void *realloc(void *old, usize old_bytes, usize bytes, Gfp flags)
	{
		return ::kxx_kvrealloc(old, old_bytes, bytes, flags.bits());
	}
	static void free(void *p) { ::kvfree(p); }
};

} // namespace kernel
