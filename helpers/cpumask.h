/* SPDX-License-Identifier: GPL-2.0 */
/* Processors: macros and masks that differ between versions. */
#ifndef KXX_HELPERS_CPUMASK_H
#define KXX_HELPERS_CPUMASK_H

#include <linux/cpumask.h>
#include <linux/smp.h>

static __always_inline unsigned int kxx_nr_cpu_ids(void)
{
	return nr_cpu_ids;
}

/* The first processor of a mask from `at` on; nr_cpu_ids or more when there is none. */
static __always_inline unsigned int kxx_cpu_online_from(int at)
{
	return cpumask_next(at - 1, cpu_online_mask);
}

static __always_inline unsigned int kxx_cpu_possible_from(int at)
{
	return cpumask_next(at - 1, cpu_possible_mask);
}

static __always_inline unsigned int kxx_cpu_present_from(int at)
{
	return cpumask_next(at - 1, cpu_present_mask);
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
