// SPDX-License-Identifier: GPL-2.0
//! What has no == cannot be equal.
// EXPECT: there is no == between the types of these two values

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Formless {};
static void works(kunit::Test &test)
{
#ifdef FIXED
	test.expect_eq(1, 1u);
#else
	test.expect_eq(Formless(), Formless());
#endif
}
KUNIT_SUITE(misuse, { "works", works });
