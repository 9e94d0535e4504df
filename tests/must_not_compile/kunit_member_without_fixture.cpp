// SPDX-License-Identifier: GPL-2.0
//! A member function needs an object.
// EXPECT: a member function goes into kunit::fixture<>

#include <kernel/kunit.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Disk {
	void reads(kunit::Test &test) { test.expect(true); }
};
#ifdef FIXED
KUNIT_SUITE(misuse, { "reads", kunit::fixture<&Disk::reads> });
#else
KUNIT_SUITE(misuse, { "reads", &Disk::reads });
#endif
