/* SPDX-License-Identifier: GPL-2.0 */
/* Completions, initialised with a lockdep class that the caller chooses. */
#ifndef KXX_HELPERS_COMPLETION_H
#define KXX_HELPERS_COMPLETION_H

#include <linux/completion.h>

/* init_completion() uses one class for all completions that one call site initialises. */
static __always_inline void kxx_init_completion(struct completion *x, const char *name,
						struct lock_class_key *key)
{
	x->done = 0;
	__init_swait_queue_head(&x->wait, name, key);
}

#endif
