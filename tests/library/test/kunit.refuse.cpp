// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/test/kunit.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

// REFUSED kunit_case_returns_bool: a case is a function \(kunit::Test &\) that returns void or a Result
// A case returns nothing, or a Result.
#ifdef FIXED
static void works(kunit::Test &test) { test.expect(true); }
#else
static bool works(kunit::Test &) { return true; }
#endif
KUNIT_SUITE(misuse, { "works", works });

// REFUSED kunit_compares_unrelated: there is no == between the types of these two values
// What has no == cannot be equal.
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

// REFUSED kunit_info_too_few_arguments: error_more_placeholders_than_arguments
// The text of a note is checked as that of pr_info() is.
static void works(kunit::Test &test)
{
#ifdef FIXED
	test.info("{} of {}", 1, 2);
#else
	test.info("{} of {}", 1);
#endif
}
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
static void fits(kunit::Test &test, u32 width) { test.expect_ge(width, 8); }
#else
static void fits(kunit::Test &test, const char *width) { test.expect_not_null(width); }
#endif
KUNIT_SUITE(misuse, { "fits", kunit::each<widths, fits> });

// REFUSED kunit_require_dropped: ignoring returned value
// require() ends the case only through TRY.
static Result<> works(kunit::Test &test)
{
#ifdef FIXED
	TRY(test.require(true));
#else
	test.require(true);
#endif
	return ok;
}
KUNIT_SUITE(misuse, { "works", works });

// REFUSED kunit_two_cases_of_one_name: error_two_cases_of_this_suite_have_the_same_name
// Results are told apart by name.
static void works(kunit::Test &test) { test.expect(true); }
#ifdef FIXED
KUNIT_SUITE(misuse, { "works", works }, { "works_again", works });
#else
KUNIT_SUITE(misuse, { "works", works }, { "works", works });
#endif
