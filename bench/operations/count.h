/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts the instructions that a function executes, on a machine whose clock counts instructions
 * (kxx run --icount). doc/design/measuring.md explains why this is exact.
 */
#ifndef KXX_BENCH_COUNT_H
#define KXX_BENCH_COUNT_H

#include <linux/irqflags.h>
#include <linux/sort.h>
#include <linux/timex.h>
#include <asm/msr.h>
#include <asm/processor.h>

/* The clock's difference between two readings, with `times` calls in between. */
static noinline u64 clock_over(long (*function)(void), unsigned int times)
{
	u64 before = rdtsc_ordered();

	while (times--)
		function();
	return rdtsc_ordered() - before;
}

#define MOST_FUNCTIONS 4
#define MOST_RUNS 1001

static int compare_clocks(const void *a, const void *b)
{
	return *(const u64 *)a < *(const u64 *)b ? -1 : *(const u64 *)a > *(const u64 *)b;
}

/*
 * Measures how much each of `n` functions takes in `calls` calls: the median of several runs, since
 * a few are interrupted. The functions take turns, so that the kernel's other work is the same for
 * all.
 *
 * The difference between a function and an empty one, built by the same compiler with the same
 * flags, is what the function executed between its entry and its return.
 */
static void middle_clocks(long (*const functions[])(void), u64 middle[], unsigned int n,
			  unsigned int times, unsigned int runs)
{
	static u64 clocks[MOST_FUNCTIONS][MOST_RUNS];
	unsigned int i, run, wait;

	for (i = 0; i < n; i++)
		functions[i](); /* the first call may find a different state */
	for (run = 0; run < runs; run++) {
		for (i = 0; i < n; i++) {
			/* If tasks switch, vary the distance from the last tick. */
			for (wait = run; wait; wait--)
				cpu_relax();
			clocks[i][run] = clock_over(functions[i], times);
		}
	}
	for (i = 0; i < n; i++) {
		sort(clocks[i], runs, sizeof(u64), compare_clocks, NULL);
		middle[i] = clocks[i][runs / 2];
	}
}

#endif
