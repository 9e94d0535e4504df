/* SPDX-License-Identifier: GPL-2.0 */
/* Exchanges of plain variables, by type and order. */
#ifndef KXX_HELPERS_ATOMIC_H
#define KXX_HELPERS_ATOMIC_H

#include <linux/atomic.h>
#include <linux/types.h>

#define KXX_EXCHANGE(name, type, order)                                                   \
	static __always_inline type kxx_xchg##order##_##name(type *p, type value)         \
	{                                                                                 \
		return xchg##order(p, value);                                             \
	}                                                                                 \
	static __always_inline type kxx_cmpxchg##order##_##name(type *p, type old, type value) \
	{                                                                                 \
		return cmpxchg##order(p, old, value);                                     \
	}                                                                                 \
	static __always_inline bool kxx_try_cmpxchg##order##_##name(type *p, type *old, type value) \
	{                                                                                 \
		return try_cmpxchg##order(p, old, value);                                 \
	}
#define KXX_EXCHANGES(name, type)            \
	KXX_EXCHANGE(name, type, )           \
	KXX_EXCHANGE(name, type, _relaxed)   \
	KXX_EXCHANGE(name, type, _acquire)   \
	KXX_EXCHANGE(name, type, _release)

KXX_EXCHANGES(bool, bool)
KXX_EXCHANGES(s8, s8)
KXX_EXCHANGES(u8, u8)
KXX_EXCHANGES(s16, s16)
KXX_EXCHANGES(u16, u16)
KXX_EXCHANGES(ptr, void *)

#undef KXX_EXCHANGES
#undef KXX_EXCHANGE

#endif
