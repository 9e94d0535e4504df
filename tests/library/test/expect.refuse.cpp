// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/test/expect.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

// REFUSED kunit_compares_unrelated: there is no == between the types of these two values
// Two types without == cannot be compared.
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
