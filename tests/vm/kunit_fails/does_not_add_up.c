// SPDX-License-Identifier: GPL-2.0
/* A KUnit suite with a case that fails. */
#include <kunit/test.h>

static void adds_up(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 1 + 1, 3);
}

static void skipped(struct kunit *test)
{
	kunit_skip(test, "not today");
}

static struct kunit_case cases[] = { KUNIT_CASE(adds_up), KUNIT_CASE(skipped), {} };
static struct kunit_suite suite = { .name = "arithmetic_fails", .test_cases = cases };
kunit_test_suite(suite);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A suite that fails");
