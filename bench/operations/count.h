/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts the instructions that a function executes, where the machine's clock counts instructions
 * (kxx run --icount). doc/design/measuring.md says why this is exact.
 */
#ifndef KXX_BENCH_COUNT_H
#define KXX_BENCH_COUNT_H

#include <linux/irqflags.h>
#include <linux/minmax.h>
#include <linux/timex.h>
#include <asm/msr.h>

/* From one reading of the clock to the next, with `times` calls in between. */
static noinline u64 clock_over(long (*function)(void), unsigned int times)
{
	u64 before = rdtsc_ordered();

	while (times--)
		function();
	return rdtsc_ordered() - before;
}

/* The least of `runs`: a run that was interrupted is longer, and none is shorter. */
static u64 least_clock_over(long (*function)(void), unsigned int times, unsigned int runs)
{
	u64 least = U64_MAX;

	while (runs--)
		least = min(least, clock_over(function, times));
	return least;
}

/*
 * What `times` calls execute inside of `function` beyond its entry and return: what they take longer
 * than as many calls of `empty`, which the same compiler made with the same flags.
 */
static s64 instructions_inside(long (*function)(void), long (*empty)(void), unsigned int times,
			       unsigned int runs)
{
	function(); /* pages, caches and lazy initialisation */
	return least_clock_over(function, times, runs) - least_clock_over(empty, times, runs);
}

#endif
