// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/test/kunit.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

// REFUSED kunit_case_returns_bool: a case is a function \(kunit::Test &\) that returns void or a Result
// A case returns nothing, or a Result.
#ifdef FIXED
static void works(kunit::Test &test)
{
	test.expect(true);
}
#else
static bool works(kunit::Test &)
{
	return true;
}
#endif
KUNIT_SUITE(misuse, { "works", works });

// REFUSED kunit_member_without_fixture: a member function goes into kunit::fixture<>
// A member function needs an object.
struct Disk {
	void reads(kunit::Test &test) { test.expect(true); }
};
#ifdef FIXED
KUNIT_SUITE(misuse, { "reads", kunit::fixture<&Disk::reads> });
#else
KUNIT_SUITE(misuse, { "reads", &Disk::reads });
#endif

// REFUSED kunit_parameter_of_other_type: a case takes \(kunit::Test &\), and what the array of each<> holds
// A parameterised case takes what the array holds.
static constexpr u32 widths[] = { 8, 16 };
#ifdef FIXED
static void fits(kunit::Test &test, u32 width)
{
	test.expect_ge(width, 8);
}
#else
static void fits(kunit::Test &test, const char *width)
{
	test.expect_not_null(width);
}
#endif
KUNIT_SUITE(misuse, { "fits", kunit::each<widths, fits> });

// REFUSED kunit_two_cases_of_one_name: error_two_cases_of_this_suite_have_the_same_name
// Results are told apart by name.
static void works(kunit::Test &test)
{
	test.expect(true);
}
#ifdef FIXED
KUNIT_SUITE(misuse, { "works", works }, { "works_again", works });
#else
KUNIT_SUITE(misuse, { "works", works }, { "works", works });
#endif
