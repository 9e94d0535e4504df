/* SPDX-License-Identifier: GPL-2.0 */
/* Completions, initialised with the class of the caller's choice. */
#ifndef KXX_HELPERS_COMPLETION_H
#define KXX_HELPERS_COMPLETION_H

#include <linux/completion.h>

/* init_completion() has one class for all completions that one place initialises. */
static __always_inline void kxx_init_completion(struct completion *x, const char *name,
						struct lock_class_key *key)
{
	x->done = 0;
	__init_swait_queue_head(&x->wait, name, key);
}

#endif
