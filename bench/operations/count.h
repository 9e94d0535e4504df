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
#include <asm/processor.h>

/* From one reading of the clock to the next, with `times` calls in between. */
static noinline u64 clock_over(long (*function)(void), unsigned int times)
{
	u64 before = rdtsc_ordered();

	while (times--)
		function();
	return rdtsc_ordered() - before;
}

/*
 * The least that each of `n` functions takes in so many runs of so many calls: a run that was
 * interrupted is longer, and none is shorter. They take turns, so that what the kernel is busy with
 * meanwhile is the same for all.
 *
 * What one takes longer than another that is empty, and that the same compiler made with the same
 * flags, it executed between its entry and its return.
 */
static void least_clocks(long (*const functions[])(void), u64 least[], unsigned int n,
			 unsigned int times, unsigned int runs)
{
	unsigned int i, wait;

	for (i = 0; i < n; i++) {
		functions[i](); /* the first call may find another state than all others */
		least[i] = U64_MAX;
	}
	while (runs--)
		for (i = 0; i < n; i++) {
			/* Where tasks switch: not always at the same distance from the last tick. */
			for (wait = runs % 1021; wait; wait--)
				cpu_relax();
			least[i] = min(least[i], clock_over(functions[i], times));
		}
}

#endif
