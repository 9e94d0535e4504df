/* SPDX-License-Identifier: GPL-2.0 */
/* Reports of a case to KUnit, and injected allocation failures; no-ops if the kernel lacks them. */
#ifndef KXX_HELPERS_KUNIT_H
#define KXX_HELPERS_KUNIT_H

#include <linux/kconfig.h>
#include <linux/module.h>
#include <linux/sched.h>
#if IS_ENABLED(CONFIG_KUNIT)
#include <kunit/test.h>
#endif

/*
 * `test` is the struct kunit of the running case, as void, since C++ has a namespace of that name.
 */
static __always_inline void kxx_kunit_fail(void *test)
{
#if IS_ENABLED(CONFIG_KUNIT)
	kunit_set_failure((struct kunit *)test);
#endif
}

static __always_inline void kxx_kunit_skip(void *test, const char *reason)
{
#if IS_ENABLED(CONFIG_KUNIT)
	kunit_mark_skipped((struct kunit *)test, "%s", reason);
#endif
}

static __always_inline const void *kxx_kunit_parameter(void *test)
{
#if IS_ENABLED(CONFIG_KUNIT)
	return ((struct kunit *)test)->param_value;
#else
	return NULL;
#endif
}

/* Called from this module's init: prevents KUnit from running its suites. */
static __always_inline void kxx_kunit_keep_out(void)
{
#if IS_ENABLED(CONFIG_KUNIT)
	THIS_MODULE->num_kunit_suites = 0;
#endif
}

/* Makes this task's nth allocation fail, counted from 1; 0 stops counting. */
static __always_inline void kxx_fail_nth(unsigned int nth)
{
#ifdef CONFIG_FAULT_INJECTION
	current->fail_nth = nth;
#endif
}

/* The number of allocations up to the one that fails; 0 after it has failed. */
static __always_inline unsigned int kxx_fail_nth_left(void)
{
#ifdef CONFIG_FAULT_INJECTION
	return READ_ONCE(current->fail_nth);
#else
	return 1;
#endif
}

#endif
