/* SPDX-License-Identifier: GPL-2.0 */
/* Operations on one CPU's copy of a number, by width, and iteration over all CPUs. */
#ifndef KXX_HELPERS_PERCPU_H
#define KXX_HELPERS_PERCPU_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/types.h>

#define KXX_THIS_CPU(type)                                                                \
	static __always_inline void kxx_this_cpu_add_##type(type *p, type value)          \
	{                                                                                 \
		this_cpu_add(*(type __percpu *)p, value);                                 \
	}                                                                                 \
	static __always_inline type kxx_this_cpu_read_##type(type *p)                     \
	{                                                                                 \
		return this_cpu_read(*(type __percpu *)p);                                \
	}                                                                                 \
	static __always_inline void kxx_this_cpu_write_##type(type *p, type value)        \
	{                                                                                 \
		this_cpu_write(*(type __percpu *)p, value);                               \
	}

KXX_THIS_CPU(u8)
KXX_THIS_CPU(u16)
KXX_THIS_CPU(u32)
KXX_THIS_CPU(u64)

#undef KXX_THIS_CPU

/* The CPU after `cpu` (the first for -1), or kxx_nr_cpus() or more if there is none. */
static __always_inline unsigned int kxx_next_possible_cpu(int cpu)
{
	return cpumask_next(cpu, cpu_possible_mask);
}

static __always_inline unsigned int kxx_nr_cpus(void)
{
	return nr_cpu_ids;
}

static __always_inline void *kxx_per_cpu_ptr(void *p, unsigned int cpu)
{
	return per_cpu_ptr((char __percpu *)p, cpu);
}

static __always_inline void *kxx_this_cpu_ptr(void *p)
{
	return this_cpu_ptr((char __percpu *)p);
}

/* Checks only on debug kernels. */
static __always_inline void kxx_assert_in_task(void)
{
#ifdef CONFIG_PROVE_LOCKING
	WARN_ON_ONCE(!in_task());
#endif
}

static __always_inline void *kxx_alloc_percpu(size_t size, size_t align, gfp_t flags)
{
	return (void __force *)__alloc_percpu_gfp(size, align, flags);
}

static __always_inline void kxx_free_percpu(void *p)
{
	free_percpu((void __percpu __force *)p);
}

#endif
