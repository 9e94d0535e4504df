/* SPDX-License-Identifier: GPL-2.0 */
/* get_user() and put_user(), by width, and a check for user memory. */
#ifndef KXX_HELPERS_UACCESS_H
#define KXX_HELPERS_UACCESS_H

#include <linux/sched.h>
#include <linux/types.h>
#include <linux/uaccess.h>

#define KXX_USER(type)                                                                    \
	static __always_inline int kxx_get_user_##type(type *value,                       \
						       const type __user *from)           \
	{                                                                                 \
		return get_user(*value, from);                                            \
	}                                                                                 \
	static __always_inline int kxx_put_user_##type(type value, type __user *to)       \
	{                                                                                 \
		return put_user(value, to);                                               \
	}

KXX_USER(u8)
KXX_USER(u16)
KXX_USER(u32)
KXX_USER(u64)

#undef KXX_USER

static __always_inline bool kxx_access_ok(const void __user *address, unsigned long size)
{
	return access_ok(address, size);
}

/*
 * Whether the running task has user memory: a kernel thread would access that of the task before
 * it.
 */
static __always_inline bool kxx_current_has_memory(void)
{
	return current->mm != NULL;
}

#endif
