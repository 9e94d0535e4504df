// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/timer_stats: the same parameters, lines and numbers.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/hrtimer.h>
#include <linux/kstrtox.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/workqueue.h>

struct stats {
	u64 ticks;
	u64 missed;
	u64 total;
	u64 least;
	u64 most;
};

static struct stats __percpu *stats;
static struct hrtimer timer;
static struct delayed_work report_work;

static unsigned int period_us = 1000;
static unsigned int report_ms;

static int check_period(unsigned int microseconds)
{
	if (microseconds < 50 || microseconds > 1000000) {
		pr_warn("period_us %u refused: must be between 50 and 1000000\n", microseconds);
		return -ERANGE;
	}
	return 0;
}

static int set_uint(const char *text, const struct kernel_param *kp, unsigned int *value)
{
	int err = kstrtouint(text, 0, value);

	if (err)
		pr_err("parameter %s: \"%s\" is not an integer from 0 to 4294967295\n", kp->name, text);
	return err;
}

static int set_period(const char *text, const struct kernel_param *kp)
{
	unsigned int value;
	int err;

	err = set_uint(text, kp, &value);
	if (err)
		return err;
	err = check_period(value);
	if (err)
		return err;
	WRITE_ONCE(period_us, value);
	return 0;
}

static int set_report(const char *text, const struct kernel_param *kp)
{
	return set_uint(text, kp, &report_ms);
}

static const struct kernel_param_ops period_ops = {
	.set = set_period,
	.get = param_get_uint,
};
static const struct kernel_param_ops report_ops = {
	.set = set_report,
	.get = param_get_uint,
};

module_param_cb(period_us, &period_ops, &period_us, 0644);
__MODULE_PARM_TYPE(period_us, "uint");
MODULE_PARM_DESC(period_us, "Microseconds between ticks, 50 to 1000000, may be changed at run time");
module_param_cb(report_ms, &report_ops, &report_ms, 0444);
__MODULE_PARM_TYPE(report_ms, "uint");
MODULE_PARM_DESC(report_ms, "Milliseconds between lines in the log, 0 for none");

static ktime_t period(void)
{
	return ns_to_ktime((u64)READ_ONCE(period_us) * NSEC_PER_USEC);
}

static enum hrtimer_restart tick(struct hrtimer *t)
{
	u64 late = ktime_to_ns(ktime_sub(ktime_get(), hrtimer_get_expires(t)));
	u64 periods = hrtimer_forward_now(t, period());
	unsigned long flags;
	struct stats *s;

	local_irq_save(flags);
	s = this_cpu_ptr(stats);
	s->ticks++;
	s->total += late;
	s->least = min(s->least, late);
	s->most = max(s->most, late);
	s->missed += periods - 1;
	local_irq_restore(flags);
	return HRTIMER_RESTART;
}

static void report_later(void)
{
	if (report_ms)
		queue_delayed_work(system_wq, &report_work, msecs_to_jiffies(report_ms));
}

static void report(struct work_struct *work)
{
	u64 ticks = 0, total = 0;
	int cpu;

	for_each_possible_cpu(cpu) {
		ticks += READ_ONCE(per_cpu_ptr(stats, cpu)->ticks);
		total += READ_ONCE(per_cpu_ptr(stats, cpu)->total);
	}
	if (ticks)
		pr_info("%llu ticks so far, late by %llu ns on average\n", ticks, total / ticks);
	report_later();
}

static int __init timer_stats_init(void)
{
	int err, cpu;

	err = check_period(period_us);
	if (err)
		return err;
	if (report_ms > 60000) {
		pr_err("report_ms %u refused: must be at most 60000\n", report_ms);
		return -ERANGE;
	}
	stats = alloc_percpu(struct stats);
	if (!stats)
		return -ENOMEM;
	for_each_possible_cpu(cpu)
		per_cpu_ptr(stats, cpu)->least = U64_MAX;

	INIT_DELAYED_WORK(&report_work, report);
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_SOFT);
	timer.function = tick;

	pr_info("a tick every %u us\n", period_us);
	hrtimer_start(&timer, period(), HRTIMER_MODE_REL_SOFT);
	report_later();
	return 0;
}

static void __exit timer_stats_exit(void)
{
	struct stats all = { .least = U64_MAX };
	unsigned int cpus = 0;
	int cpu;

	hrtimer_cancel(&timer);
	for_each_possible_cpu(cpu) {
		struct stats *one = per_cpu_ptr(stats, cpu);

		cpus += one->ticks != 0;
		all.ticks += one->ticks;
		all.missed += one->missed;
		all.total += one->total;
		all.least = min(all.least, one->least);
		all.most = max(all.most, one->most);
	}
	if (all.ticks == 0)
		pr_info("no ticks\n");
	else
		pr_info("%llu ticks on %u CPUs, %llu missed; late by %llu to %llu ns, %llu on average\n",
			all.ticks, cpus, all.missed, all.least, all.most, all.total / all.ticks);
	cancel_delayed_work_sync(&report_work);
	free_percpu(stats);
}

module_init(timer_stats_init);
module_exit(timer_stats_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("Counts ticks of a timer and how late they came, in C");
