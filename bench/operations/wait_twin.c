// SPDX-License-Identifier: GPL-2.0
#include <linux/completion.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

#include "operations.h"

static DECLARE_COMPLETION(answered);
static DECLARE_WAIT_QUEUE_HEAD(queue);
static u64 ready = 1;

long c_completion(void)
{
	complete(&answered);
	return try_wait_for_completion(&answered);
}

long c_completion_wait(void)
{
	complete(&answered);
	wait_for_completion(&answered);
	return 0;
}

long c_wake_up(void)
{
	wake_up(&queue);
	return 0;
}

long c_wait_true(void)
{
	return wait_event_interruptible(queue, READ_ONCE(ready) != 0);
}
