/* SPDX-License-Identifier: GPL-2.0 */
/* Processors: macros and masks that differ between kernel versions. */
#ifndef KXX_HELPERS_CPUMASK_H
#define KXX_HELPERS_CPUMASK_H

#include <linux/cpumask.h>
#include <linux/smp.h>

static __always_inline unsigned int kxx_nr_cpu_ids(void)
{
	return nr_cpu_ids;
}

static __always_inline const struct cpumask *kxx_cpu_online_mask(void)
{
	return cpu_online_mask;
}

static __always_inline const struct cpumask *kxx_cpu_possible_mask(void)
{
	return cpu_possible_mask;
}

static __always_inline const struct cpumask *kxx_cpu_present_mask(void)
{
	return cpu_present_mask;
}

/* The first processor of a mask from `at` on, or nr_cpu_ids or more if there is none. */
static __always_inline unsigned int kxx_cpumask_from(const struct cpumask *mask, int at)
{
	return cpumask_next(at - 1, mask);
}

/* The size in bytes of a mask for the processors of this machine. */
static __always_inline unsigned long kxx_cpumask_size(void)
{
	return cpumask_size();
}

static __always_inline bool kxx_cpumask_test(const struct cpumask *mask, unsigned int cpu)
{
	return cpumask_test_cpu(cpu, mask);
}

static __always_inline void kxx_cpumask_set(struct cpumask *mask, unsigned int cpu)
{
	__cpumask_set_cpu(cpu, mask);
}

static __always_inline void kxx_cpumask_clear(struct cpumask *mask, unsigned int cpu)
{
	__cpumask_clear_cpu(cpu, mask);
}

static __always_inline void kxx_cpumask_fill(struct cpumask *mask)
{
	cpumask_setall(mask);
}

static __always_inline void kxx_cpumask_empty(struct cpumask *mask)
{
	cpumask_clear(mask);
}

static __always_inline void kxx_cpumask_copy(struct cpumask *to, const struct cpumask *from)
{
	cpumask_copy(to, from);
}

static __always_inline void kxx_cpumask_and(struct cpumask *mask, const struct cpumask *with)
{
	cpumask_and(mask, mask, with);
}

static __always_inline void kxx_cpumask_or(struct cpumask *mask, const struct cpumask *with)
{
	cpumask_or(mask, mask, with);
}

static __always_inline bool kxx_cpumask_equal(const struct cpumask *a, const struct cpumask *b)
{
	return cpumask_equal(a, b);
}

static __always_inline unsigned int kxx_cpumask_weight(const struct cpumask *mask)
{
	return cpumask_weight(mask);
}

static __always_inline bool kxx_cpu_online(unsigned int cpu)
{
	return cpu_online(cpu);
}

static __always_inline bool kxx_cpu_possible(unsigned int cpu)
{
	return cpu_possible(cpu);
}

static __always_inline unsigned int kxx_this_cpu(void)
{
	return raw_smp_processor_id();
}

static __always_inline unsigned int kxx_num_online_cpus(void)
{
	return num_online_cpus();
}

static __always_inline unsigned int kxx_num_possible_cpus(void)
{
	return num_possible_cpus();
}

#endif
