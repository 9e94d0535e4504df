// SPDX-License-Identifier: GPL-2.0
//! Results are told apart by name.
// EXPECT: error_two_cases_of_this_suite_have_the_same_name

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

static void works(kunit::Test &test) { test.expect(true); }
#ifdef FIXED
KUNIT_SUITE(misuse, { "works", works }, { "works_again", works });
#else
KUNIT_SUITE(misuse, { "works", works }, { "works", works });
#endif
