// SPDX-License-Identifier: GPL-2.0
//! A case returns nothing, or a Result.
// EXPECT: a case is a function \(kunit::Test &\) that returns void or a Result

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
static void works(kunit::Test &test) { test.expect(true); }
#else
static bool works(kunit::Test &) { return true; }
#endif
KUNIT_SUITE(misuse, { "works", works });
