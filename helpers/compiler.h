/* SPDX-License-Identifier: GPL-2.0 */
/* Single accesses, by width. */
#ifndef KXX_HELPERS_COMPILER_H
#define KXX_HELPERS_COMPILER_H

#include <asm/barrier.h>
#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define KXX_ACCESS(type)                                                                  \
	static __always_inline type kxx_read_once_##type(const type *p)                   \
	{                                                                                 \
		return READ_ONCE(*p);                                                     \
	}                                                                                 \
	static __always_inline void kxx_write_once_##type(type *p, type value)            \
	{                                                                                 \
		WRITE_ONCE(*p, value);                                                    \
	}                                                                                 \
	static __always_inline type kxx_load_acquire_##type(const type *p)                \
	{                                                                                 \
		return smp_load_acquire(p);                                               \
	}                                                                                 \
	static __always_inline void kxx_store_release_##type(type *p, type value)         \
	{                                                                                 \
		smp_store_release(p, value);                                              \
	}                                                                                 \
	static __always_inline type kxx_xchg_##type(type *p, type value)                  \
	{                                                                                 \
		return xchg(p, value);                                                    \
	}                                                                                 \
	static __always_inline type kxx_cmpxchg_##type(type *p, type old, type value)     \
	{                                                                                 \
		return cmpxchg(p, old, value);                                            \
	}

KXX_ACCESS(u8)
KXX_ACCESS(u16)
KXX_ACCESS(u32)
KXX_ACCESS(u64)

#undef KXX_ACCESS

static __always_inline void *kxx_read_once_ptr(void *const *p)
{
	return READ_ONCE(*p);
}

static __always_inline void kxx_write_once_ptr(void **p, void *value)
{
	WRITE_ONCE(*p, value);
}

static __always_inline void *kxx_load_acquire_ptr(void *const *p)
{
	return smp_load_acquire(p);
}

static __always_inline void kxx_store_release_ptr(void **p, void *value)
{
	smp_store_release(p, value);
}

static __always_inline void *kxx_xchg_ptr(void **p, void *value)
{
	return xchg(p, value);
}

static __always_inline void *kxx_cmpxchg_ptr(void **p, void *old, void *value)
{
	return cmpxchg(p, old, value);
}

#endif
