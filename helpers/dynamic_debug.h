/* SPDX-License-Identifier: GPL-2.0 */
/* Whether a pr_debug() site is switched on. */
#ifndef KXX_HELPERS_DYNAMIC_DEBUG_H
#define KXX_HELPERS_DYNAMIC_DEBUG_H

#include <linux/dynamic_debug.h>
#include <linux/jump_label.h>

#ifdef CONFIG_DYNAMIC_DEBUG_CORE
/* A static branch patches code at the site; `site` must be an object with static storage. */
static __always_inline bool kxx_dynamic_debug_enabled(struct _ddebug *site)
{
#ifdef CONFIG_JUMP_LABEL
	return static_key_enabled(&site->key.dd_key_false.key);
#else
	return site->flags & _DPRINTK_FLAGS_PRINT;
#endif
}

#ifdef CONFIG_JUMP_LABEL
static __always_inline bool kxx_dynamic_debug_branch(struct _ddebug *site)
{
	return static_branch_unlikely(&site->key.dd_key_false);
}
#endif
#endif

#endif
