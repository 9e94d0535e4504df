// SPDX-License-Identifier: GPL-2.0
#include <linux/completion.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "operations.h"

/* The code without coroutines: a state machine in a work item. */
struct answers {
	struct work_struct work;
	u64 count;
};

static DECLARE_COMPLETION(answered);
static struct workqueue_struct *queue;
static struct answers answers;
static u32 asked;

static void answer(struct work_struct *work)
{
	struct answers *self = container_of(work, struct answers, work);

	if (!READ_ONCE(asked))
		return;
	WRITE_ONCE(asked, 0);
	self->count++;
	complete(&answered);
}

/* A job that is done once, and whose result somebody waits for. */
struct once {
	struct work_struct work;
	struct completion done;
	u32 number, result;
};

static void do_once(struct work_struct *work)
{
	struct once *self = container_of(work, struct once, work);

	self->result = self->number;
	complete(&self->done);
}

int c_async_setup(void)
{
	queue = alloc_workqueue("bench_4", 0, 0);
	if (!queue)
		return -ENOMEM;
	INIT_WORK(&answers.work, answer);
	return 0;
}

void c_async_teardown(void)
{
	destroy_workqueue(queue);
}

long c_async_switch(void)
{
	WRITE_ONCE(asked, 1);
	queue_work(queue, &answers.work);
	wait_for_completion(&answered);
	return 0;
}

long c_async_spawn(void)
{
	struct once *once = kmalloc(sizeof(*once), GFP_KERNEL);
	u32 result;

	if (!once)
		return -ENOMEM;
	once->number = 1;
	init_completion(&once->done);
	INIT_WORK(&once->work, do_once);
	queue_work(queue, &once->work);
	wait_for_completion(&once->done);
	result = once->result;
	kfree(once);
	return result != 1;
}
