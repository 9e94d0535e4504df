// SPDX-License-Identifier: GPL-2.0
//! Fixtures, parameters, skipping.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

/// Counts its live objects.
class Fixture final : Pinned {
public:
	Fixture() { alive++; }
	~Fixture() { alive--; }

	Result<> init()
	{
		initialised_ = true;
		return ok;
	}

	void is_fresh(kunit::Test &test)
	{
		test.expect(initialised_);
		test.expect_eq(alive, 1);
		test.expect_eq(used_++, 0);
	}
	Result<> takes(kunit::Test &test, u32 parameter)
	{
		test.expect_eq(used_++, 0);
		TRY(test.require_gt(parameter, 0));
		return ok;
	}

	static inline constinit u32 alive = 0;

private:
	bool initialised_ = false;
	u32 used_ = 0;
};

constexpr u32 widths[] = { 8, 16, 32 };
struct Pair {
	u32 in, out;
};
constexpr Pair pairs[] = { { 1, 2 }, { 3, 6 } };

void doubles(kunit::Test &test, const Pair &pair)
{
	test.expect_eq(pair.in * 2, pair.out);
}

void nothing_is_left(kunit::Test &test)
{
	test.expect_eq(Fixture::alive, 0);
}

Result<> skips(kunit::Test &test)
{
	return test.skip("to show that it can");
}

void notes(kunit::Test &test)
{
	test.info("{} is {:#x} or \"{}\"", 10, 10, "ten");
}

} // namespace

KUNIT_SUITE(kunit_cases, { "is_fresh", kunit::fixture<&Fixture::is_fresh> },
	    { "is_fresh_again", kunit::fixture<&Fixture::is_fresh> },
	    { "widths", kunit::each<widths, &Fixture::takes> }, { "nothing_is_left", nothing_is_left },
	    { "pairs", kunit::each<pairs, doubles> }, { "skips", skips }, { "notes", notes });
