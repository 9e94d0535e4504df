// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/work_pipeline: the same parameters, lines and numbers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kref.h>
#include <linux/kstrtox.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct square {
	u32 number;
	u64 square;
};

/* The end of the pipeline. The module, the thread and every item in flight share it. */
struct collector {
	struct kref refs;
	struct mutex lock; /* squares, size, capacity */
	struct square *squares;
	size_t size;
	size_t capacity;
	/* The number of items in flight, plus one until the thread has made the last item. */
	atomic_t under_way;
	struct completion done;
};

struct item {
	struct work_struct work;
	u32 number;
	struct collector *collector;
};

static unsigned int items = 100;
static unsigned int workers = 4;
static unsigned int pause_ms;

static struct collector *collector;
static struct workqueue_struct *queue;
static struct task_struct *producer;

static int set_uint(const char *text, const struct kernel_param *kp)
{
	int err = kstrtouint(text, 0, kp->arg);

	if (err)
		pr_err("parameter %s: \"%s\" is not an integer from 0 to 4294967295\n", kp->name, text);
	return err;
}

static const struct kernel_param_ops uint_ops = {
	.set = set_uint,
	.get = param_get_uint,
};

module_param_cb(items, &uint_ops, &items, 0444);
__MODULE_PARM_TYPE(items, "uint");
MODULE_PARM_DESC(items, "How many, 1 to 1000000");
module_param_cb(workers, &uint_ops, &workers, 0444);
__MODULE_PARM_TYPE(workers, "uint");
MODULE_PARM_DESC(workers, "How many are squared at once, up to 512; 0 for the kernel's usual");
module_param_cb(pause_ms, &uint_ops, &pause_ms, 0444);
__MODULE_PARM_TYPE(pause_ms, "uint");
MODULE_PARM_DESC(pause_ms, "Milliseconds between two items, up to 1000");

static void collector_release(struct kref *refs)
{
	struct collector *c = container_of(refs, struct collector, refs);

	kfree(c->squares);
	kfree(c);
}

static void collector_put(struct collector *c)
{
	kref_put(&c->refs, collector_release);
}

static int collector_take(struct collector *c, u32 number, u64 square)
{
	int err = 0;

	mutex_lock(&c->lock);
	if (c->size == c->capacity) {
		size_t capacity = c->capacity ? c->capacity * 2 : 4;
		struct square *squares;

		squares = krealloc(c->squares, array_size(capacity, sizeof(*squares)), GFP_KERNEL);
		if (!squares) {
			err = -ENOMEM;
			goto unlock;
		}
		c->squares = squares;
		c->capacity = capacity;
	}
	c->squares[c->size++] = (struct square){ number, square };
unlock:
	mutex_unlock(&c->lock);
	return err;
}

static void collector_end(struct collector *c)
{
	if (atomic_dec_and_test(&c->under_way))
		complete(&c->done);
}

static void collector_print(struct collector *c, const char *when)
{
	u64 sum = 0;
	size_t i;

	mutex_lock(&c->lock);
	for (i = 0; i < c->size; i++)
		sum += c->squares[i].square;
	pr_info("%s: %zu of %u items, sum of squares %llu\n", when, c->size, items, sum);
	mutex_unlock(&c->lock);
}

static void item_run(struct work_struct *work)
{
	struct item *item = container_of(work, struct item, work);
	u64 number = item->number;

	if (collector_take(item->collector, item->number, number * number))
		pr_warn("item %u is lost: no memory\n", item->number);
	collector_end(item->collector);
	collector_put(item->collector);
	kfree(item);
}

static int produce(void *data)
{
	struct collector *c = data;
	int err = 0;
	u32 number;

	for (number = 1; number <= items && !kthread_should_stop(); number++) {
		struct item *item = kmalloc(sizeof(*item), GFP_KERNEL);

		if (!item) {
			err = -ENOMEM;
			break;
		}
		INIT_WORK(&item->work, item_run);
		item->number = number;
		item->collector = c;
		kref_get(&c->refs);
		atomic_inc(&c->under_way);
		queue_work(queue, &item->work);
		fsleep(pause_ms * 1000UL);
	}
	collector_end(c);
	wait_for_completion(&c->done);
	collector_print(c, "done");

	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return err;
}

static int __init work_pipeline_init(void)
{
	int err;

	if (items == 0 || items > 1000000 || pause_ms > 1000) {
		pr_err("items must be between 1 and 1000000, pause_ms at most 1000\n");
		return -ERANGE;
	}
	if (workers > WQ_MAX_ACTIVE)
		return -EINVAL;

	collector = kzalloc(sizeof(*collector), GFP_KERNEL);
	if (!collector)
		return -ENOMEM;
	kref_init(&collector->refs);
	mutex_init(&collector->lock);
	atomic_set(&collector->under_way, 1);
	init_completion(&collector->done);

	queue = alloc_workqueue("work_pipeline", WQ_UNBOUND, workers);
	if (!queue) {
		err = -ENOMEM;
		goto put_collector;
	}
	producer = kthread_run(produce, collector, "work_pipeline");
	if (IS_ERR(producer)) {
		err = PTR_ERR(producer);
		goto destroy_queue;
	}
	return 0;

destroy_queue:
	destroy_workqueue(queue);
put_collector:
	collector_put(collector);
	return err;
}

static void __exit work_pipeline_exit(void)
{
	int err = kthread_stop(producer);

	if (err < 0)
		pr_warn("the thread ended early: %pe\n", ERR_PTR(err));
	collector_print(collector, "unloaded");
	destroy_workqueue(queue);
	collector_put(collector);
}

module_init(work_pipeline_init);
module_exit(work_pipeline_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("A thread, a work queue and a list, one behind the other, in C");
