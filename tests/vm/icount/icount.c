// SPDX-License-Identifier: GPL-2.0
/* The counter of bench/operations, on sequences whose length is known. */
#include <linux/module.h>
#include <linux/preempt.h>

#include <bench/operations/count.h>

static noinline long empty(void) { asm volatile(""); return 0; }
static noinline long one_nop(void) { asm volatile("nop"); return 0; }
static noinline long ten_nops(void) { asm volatile(".rept 10\n nop\n .endr"); return 0; }
/* Four instructions, of which two run three times. */
static noinline long short_loop(void)
{
	asm volatile("mov $3, %%ecx\n1: dec %%ecx\n jnz 1b\n nop\n" ::: "ecx", "cc");
	return 0;
}
/* Reads and writes memory, with the bus locked. */
static int word;
static noinline long locked(void) { asm volatile("lock incl %0" : "+m"(word)); return 0; }

/* The number of instructions that `times` calls execute, in the median of some runs. */
static s64 inside(long (*function)(void), unsigned int times, unsigned int runs)
{
	long (*const functions[])(void) = { function, empty };
	u64 middle[2];

	middle_clocks(functions, middle, 2, times, runs);
	return middle[0] - middle[1];
}

static int __init icount_init(void)
{
	static const struct {
		const char *name;
		long (*function)(void);
		s64 instructions;
	} known[] = {
		{ "empty", empty, 0 },	       { "one_nop", one_nop, 1 }, { "ten_nops", ten_nops, 10 },
		{ "short_loop", short_loop, 8 }, { "locked", locked, 1 },
	};
	static const unsigned int times[] = { 1, 10, 1000 };
	unsigned long flags;
	s64 counted[2];
	int i, n, again, wrong = 0;

	for (i = 0; i < ARRAY_SIZE(known); i++) {
		for (n = 0; n < ARRAY_SIZE(times); n++) {
			for (again = 0; again < 2; again++) {
				local_irq_save(flags);
				counted[again] = inside(known[i].function, times[n], 1);
				local_irq_restore(flags);
			}
			pr_info("icount: %s, %u times: %lld instructions, again %lld, %lld expected\n",
				known[i].name, times[n], counted[0], counted[1],
				known[i].instructions * times[n]);
			if (counted[0] != counted[1] ||
			    counted[0] != known[i].instructions * times[n])
				wrong++;
		}
	}
	/* With interrupts on, most of these runs have no interrupt. */
	counted[0] = inside(ten_nops, 1000, 11);
	pr_info("icount: ten_nops, 1000 times, interrupts on: %lld instructions\n", counted[0]);
	if (counted[0] != 10000)
		wrong++;
	pr_info("icount: %d wrong\n", wrong);
	return 0;
}

static void __exit icount_exit(void) {}

module_init(icount_init);
module_exit(icount_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The instruction counter, on sequences whose length is known");
