// SPDX-License-Identifier: GPL-2.0
//! A parameterised case takes what the array holds.
// EXPECT: a case takes \(kunit::Test &\), and what the array of each<> holds

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

static constexpr u32 widths[] = { 8, 16 };
#ifdef FIXED
static void fits(kunit::Test &test, u32 width) { test.expect_ge(width, 8); }
#else
static void fits(kunit::Test &test, const char *width) { test.expect_not_null(width); }
#endif
KUNIT_SUITE(misuse, { "fits", kunit::each<widths, fits> });
