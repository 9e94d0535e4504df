/* SPDX-License-Identifier: GPL-2.0 */
/* Properties of a module, as functions. */
#ifndef KXX_HELPERS_MODULE_H
#define KXX_HELPERS_MODULE_H

#include <linux/bug.h>
#include <linux/module.h>

static __always_inline struct module *kxx_this_module(void)
{
	return THIS_MODULE;
}

static __always_inline bool kxx_warn_on(bool condition)
{
	return WARN_ON(condition);
}

static __always_inline bool kxx_warn_on_once(bool condition)
{
	return WARN_ON_ONCE(condition);
}

static __always_inline void __noreturn kxx_bug(void)
{
	BUG();
	__builtin_unreachable();
}

#endif
