/* SPDX-License-Identifier: GPL-2.0 */
/* poll(): a static inline function over types that changed. */
#ifndef KXX_HELPERS_POLL_H
#define KXX_HELPERS_POLL_H

#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/wait.h>

static __always_inline void kxx_poll_wait(struct file *file, struct wait_queue_head *queue,
					  struct poll_table_struct *table)
{
	/*
	 * This is poll_wait() without its null check of the queue: the queue of an object always
	 * exists.
	 */
	if (table && table->_qproc) {
		table->_qproc(file, queue, table);
		/* Pairs with wq_has_sleeper(): later reads happen after this. */
		smp_mb();
	}
}

static __always_inline __poll_t kxx_poll_requested(const struct poll_table_struct *table)
{
	return poll_requested_events(table);
}

#endif
