/* SPDX-License-Identifier: GPL-2.0 */
/* Single accesses, by type. */
#ifndef KXX_HELPERS_COMPILER_H
#define KXX_HELPERS_COMPILER_H

#include <asm/barrier.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define KXX_ACCESS(name, type)                                                            \
	static __always_inline type kxx_read_once_##name(type const *p)                   \
	{                                                                                 \
		return READ_ONCE(*p);                                                     \
	}                                                                                 \
	static __always_inline void kxx_write_once_##name(type *p, type value)            \
	{                                                                                 \
		WRITE_ONCE(*p, value);                                                    \
	}                                                                                 \
	static __always_inline type kxx_load_acquire_##name(type const *p)                \
	{                                                                                 \
		return smp_load_acquire(p);                                               \
	}                                                                                 \
	static __always_inline void kxx_store_release_##name(type *p, type value)         \
	{                                                                                 \
		smp_store_release(p, value);                                              \
	}

KXX_ACCESS(bool, bool)
KXX_ACCESS(s8, s8)
KXX_ACCESS(u8, u8)
KXX_ACCESS(s16, s16)
KXX_ACCESS(u16, u16)
KXX_ACCESS(s32, s32)
KXX_ACCESS(u32, u32)
KXX_ACCESS(s64, s64)
KXX_ACCESS(u64, u64)
KXX_ACCESS(ptr, void *)

#undef KXX_ACCESS

#endif
