/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Patched branches. The key must be known when this is inlined into its caller, so it must be an
 * object with static storage.
 */
#ifndef KXX_HELPERS_JUMP_LABEL_H
#define KXX_HELPERS_JUMP_LABEL_H

#include <linux/jump_label.h>

static __always_inline bool kxx_static_branch_likely_true(struct static_key_true *key)
{
	return static_branch_likely(key);
}

static __always_inline bool kxx_static_branch_unlikely_true(struct static_key_true *key)
{
	return static_branch_unlikely(key);
}

static __always_inline bool kxx_static_branch_likely_false(struct static_key_false *key)
{
	return static_branch_likely(key);
}

static __always_inline bool kxx_static_branch_unlikely_false(struct static_key_false *key)
{
	return static_branch_unlikely(key);
}

#endif
