// SPDX-License-Identifier: GPL-2.0
/* A KUnit suite whose cases pass; one is skipped. */
#include <kunit/test.h>

static void adds_up(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 1 + 1, 2);
}

static void skipped(struct kunit *test)
{
	kunit_skip(test, "not today");
}

static struct kunit_case cases[] = { KUNIT_CASE(adds_up), KUNIT_CASE(skipped), {} };
static struct kunit_suite suite = { .name = "arithmetic", .test_cases = cases };
kunit_test_suite(suite);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A suite that passes");
