// SPDX-License-Identifier: GPL-2.0
//! require() ends the case only through TRY.
// EXPECT: ignoring returned value

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

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
