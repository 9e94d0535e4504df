// SPDX-License-Identifier: GPL-2.0
//! The text of a note is checked as that of pr_info() is.
// EXPECT: error_more_placeholders_than_arguments

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

static void works(kunit::Test &test)
{
#ifdef FIXED
	test.info("{} of {}", 1, 2);
#else
	test.info("{} of {}", 1);
#endif
}
KUNIT_SUITE(misuse, { "works", works });
