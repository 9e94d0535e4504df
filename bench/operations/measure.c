// SPDX-License-Identifier: GPL-2.0
/* Calls each operation and its twin from one loop, and prints how much they execute. */
#include <linux/module.h>

#include <bench/operations/count.h>

#include "operations.h"

enum how { IRQS_OFF, IRQS_ON, ROUND_TRIP };

/*
 * The number of calls in a run, and the number of runs. With interrupts off nothing disturbs a run.
 * With interrupts on, a run must be shorter than the time from tick to tick, 4,000,000
 * instructions. If tasks switch, the scheduler's own work varies, so the median of many round trips
 * is compared.
 */
static const struct {
	unsigned int times, runs;
} effort[] = {
	[IRQS_OFF] = { 1000, 3 },
	[IRQS_ON] = { 1000, 11 },
	[ROUND_TRIP] = { 1, MOST_RUNS },
};

static const struct operation {
	const char *name, *title;
	enum how how;
	long (*kxx)(void), (*c)(void);
} operations[] = {
#define OPERATION(name, how, title) { #name, title, how, cxx_##name, c_##name },
#define SETUP(area)
#include "list.h"
#undef OPERATION
#undef SETUP
};

static const struct setup {
	int (*setup)(void);
	void (*teardown)(void);
} setups[] = {
#define OPERATION(name, how, title)
#define SETUP(area) { cxx_##area##_setup, cxx_##area##_teardown }, { c_##area##_setup, c_##area##_teardown },
#include "list.h"
#undef OPERATION
#undef SETUP
};

/*
 * Counts how much more all calls of a run of two functions execute than those of two empty
 * functions.
 */
static void count(enum how how, long (*const functions[4])(void), s64 *first, s64 *second)
{
	u64 middle[4];
	unsigned long flags = 0;

	if (how == IRQS_OFF)
		local_irq_save(flags);
	middle_clocks(functions, middle, 4, effort[how].times,
		      effort[how].runs);
	if (how == IRQS_OFF)
		local_irq_restore(flags);
	*first = middle[0] - middle[2];
	*second = middle[1] - middle[3];
}

/* "operation NAME TIMES KXX KXX-AGAIN C C-AGAIN TITLE", a line that bench/operations/run reads. */
static void measure(const struct operation *operation)
{
	s64 kxx[2], c[2];

	/* The second time, the places are swapped: if tasks switch, the order matters. */
	count(operation->how,
	      (long (*const[])(void)){ operation->kxx, operation->c, cxx_empty, c_empty }, &kxx[0], &c[0]);
	count(operation->how,
	      (long (*const[])(void)){ operation->c, operation->kxx, c_empty, cxx_empty }, &c[1], &kxx[1]);
	pr_info("operation %s %u %lld %lld %lld %lld %s\n", operation->name,
		effort[operation->how].times, kxx[0], kxx[1], c[0], c[1], operation->title);
}

static int __init operations_init(void)
{
	int i, done, error = 0;

	for (done = 0; done < ARRAY_SIZE(setups) && !error; done++)
		error = setups[done].setup();
	if (error)
		done--; /* this call did not succeed */
	for (i = 0; i < ARRAY_SIZE(operations) && !error; i++)
		measure(&operations[i]);
	while (done--)
		setups[done].teardown();
	return error;
}

static void __exit operations_exit(void) {}

module_init(operations_init);
module_exit(operations_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Instructions of operations in C++ and of their C twins");
