// SPDX-License-Identifier: GPL-2.0
#include <linux/hrtimer.h>
#include <linux/slab.h>
#include <linux/timer.h>

#include "operations.h"

struct watchdog {
	u64 id;
	struct timer_list timer;
	struct hrtimer exact;
};

static struct watchdog *watchdog;

static void watchdog_bark(struct timer_list *timer) {}

static enum hrtimer_restart watchdog_bark_exactly(struct hrtimer *timer)
{
	return HRTIMER_NORESTART;
}

int c_timer_setup(void)
{
	watchdog = kmalloc(sizeof(*watchdog), GFP_KERNEL);
	if (!watchdog)
		return -ENOMEM;
	watchdog->id = 1;
	timer_setup(&watchdog->timer, watchdog_bark, 0);
	hrtimer_init(&watchdog->exact, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	watchdog->exact.function = watchdog_bark_exactly;
	return 0;
}

void c_timer_teardown(void)
{
	hrtimer_cancel(&watchdog->exact);
	timer_shutdown_sync(&watchdog->timer);
	kfree(watchdog);
}

static bool feed(struct watchdog *watchdog)
{
	mod_timer(&watchdog->timer, jiffies + 4 * HZ);
	return timer_delete(&watchdog->timer);
}

static bool feed_exactly(struct watchdog *watchdog)
{
	hrtimer_start(&watchdog->exact, ns_to_ktime(NSEC_PER_SEC), HRTIMER_MODE_REL_SOFT);
	return hrtimer_try_to_cancel(&watchdog->exact) > 0;
}

static bool move(struct watchdog *watchdog) { return mod_timer(&watchdog->timer, jiffies + 4 * HZ); }

long c_timer(void) { return feed(watchdog); }
long c_timer_move(void) { return move(watchdog); }
long c_hrtimer(void) { return feed_exactly(watchdog); }
