// SPDX-License-Identifier: GPL-2.0
//! Delta and Instant: arithmetic at its limits, rounding, the four clocks.
#include <linux/ktime.hpp>

#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/time/time.hpp>

using namespace kernel;

namespace {

constexpr i64 largest = __INT64_MAX__;
constexpr i64 smallest = -__INT64_MAX__ - 1;

void literals(kunit::Test &test)
{
	test.expect_eq((7_ns).nanoseconds(), 7);
	test.expect_eq((7_us).nanoseconds(), 7000);
	test.expect_eq((7_ms).nanoseconds(), 7000000);
	test.expect_eq((7_s).nanoseconds(), 7000000000);
	test.expect(1_s == 1000_ms && 1_ms == 1000_us && 1_us == 1000_ns);
	static_assert(2_s > 1999_ms);
}

void factories_saturate(kunit::Test &test)
{
	i64 many = largest / 1000;

	asm volatile("" : "+r"(many)); // keeps the compiler from knowing the number
	test.expect_eq(Delta::microseconds(many).nanoseconds(), largest / 1000 * 1000);
	test.expect(Delta::microseconds(many + 1) == Delta::max());
	test.expect(Delta::milliseconds(many) == Delta::max());
	test.expect(Delta::seconds(-many) == Delta::min());
	static_assert(Delta::seconds(largest) == Delta::max());
}

void sums_saturate(kunit::Test &test)
{
	Delta big = Delta::max(), small = Delta::min();

	asm volatile("" : "+m"(big), "+m"(small));
	test.expect(big + 1_ns == Delta::max());
	test.expect(small - 1_ns == Delta::min());
	test.expect(small + small == Delta::min());
	test.expect(1_ns - small == Delta::max());
	test.expect(-small == Delta::max());
	test.expect(big + small == -1_ns);
	test.expect(big * 2 == Delta::max() && big * -2 == Delta::min() && small * -1 == Delta::max());
	Delta sum = 3_ms;
	sum += 4_ms;
	sum -= 2_ms;
	test.expect(sum == 5_ms && 2 * sum == 10_ms);
}

void checked_sums(kunit::Test &test)
{
	test.expect_error(Delta::max().checked_add(1_ns), EOVERFLOW);
	test.expect_error(Delta::min().checked_sub(1_ns), EOVERFLOW);
	test.expect_error((1_s).checked_mul(largest), EOVERFLOW);
	test.expect((1_s).checked_add(1_ms).value_or(0_s) == 1001_ms);
	test.expect((1_s).checked_mul(-3).value_or(0_s) == -3_s);
}

void checked_quotients(kunit::Test &test)
{
	test.expect_error((1_s).checked_div(0), EDOM);
	test.expect_error((1_s).checked_div(0_ns), EDOM);
	test.expect_error(Delta::min().checked_div(-1), EOVERFLOW);
	test.expect((7_ns).checked_div(2).value_or(0_s) == 3_ns);
	test.expect((-7_ns).checked_div(2).value_or(0_s) == -3_ns);
	test.expect_eq((7_s).checked_div(2_s).value_or(i64{ 0 }), 3);
}

void floor_and_ceil(kunit::Test &test)
{
	test.expect_eq((1999_ns).microseconds_floor(), 1);
	test.expect_eq((1999_ns).microseconds_ceil(), 2);
	test.expect_eq((2000_ns).microseconds_floor(), 2);
	test.expect_eq((2000_ns).microseconds_ceil(), 2);
	test.expect_eq((-1999_ns).microseconds_floor(), -2);
	test.expect_eq((-1999_ns).microseconds_ceil(), -1);
	test.expect_eq((1_ns).milliseconds_floor(), 0);
	test.expect_eq((1_ns).seconds_ceil(), 1);
	test.expect_eq(Delta::max().seconds_floor(), largest / 1000000000);
	test.expect_eq(Delta::min().seconds_ceil(), smallest / 1000000000);
	test.expect_eq(Delta::min().nanoseconds(), smallest);
}

void as_c_converts(kunit::Test &test)
{
	for (i64 ns : { 0ll, 1ll, 999ll, 1000ll, 1001ll, 123456789ll, 5000000000ll }) {
		test.expect_eq(Delta::nanoseconds(ns).microseconds_floor(), ::ktime_to_us(ns));
		test.expect_eq(Delta::nanoseconds(ns).milliseconds_floor(), ::ktime_to_ms(ns));
	}
}

template <typename Clock>
void clock_runs(kunit::Test &test)
{
	Instant<Clock> before = Instant<Clock>::now();
	sleep(1_ms);
	Instant<Clock> after = Instant<Clock>::now();

	test.expect(after > before);
	test.expect(after - before >= 1_ms);
	test.expect(before.elapsed() >= after - before);
	test.expect(before + (after - before) == after);
	test.expect(after - (after - before) == before);
}

void monotonic_as_c(kunit::Test &test)
{
	const i64 before = ::ktime_get();
	const i64 ours = Instant<>::now().nanoseconds();
	const i64 after = ::ktime_get();

	test.expect_le(before, ours);
	test.expect_le(ours, after);
	// The real-time clock is set, and boot time is never less than monotonic time.
	test.expect(Instant<clock::Realtime>::now().nanoseconds() > 1600000000ll * 1000000000);
	const i64 monotonic = Instant<>::now().nanoseconds();
	test.expect_le(monotonic, Instant<clock::Boottime>::now().nanoseconds());
}

void instants_saturate(kunit::Test &test)
{
	test.expect(Instant<>::never() + 1_s == Instant<>::never());
	test.expect(Instant<>::never() - Instant<>::from_nanoseconds(-1) == Delta::max());
	Instant point = Instant<>::from_nanoseconds(100);
	point += 50_ns;
	point -= 20_ns;
	test.expect_eq(point.nanoseconds(), 130);
	test.expect(point < Instant<>::never());
}

KUNIT_SUITE(time, { "literals", literals }, { "factories_saturate", factories_saturate },
	    { "sums_saturate", sums_saturate }, { "checked_sums", checked_sums },
	    { "checked_quotients", checked_quotients }, { "floor_and_ceil", floor_and_ceil },
	    { "as_c_converts", as_c_converts }, { "monotonic_runs", clock_runs<clock::Monotonic> },
	    { "boottime_runs", clock_runs<clock::Boottime> }, { "realtime_runs", clock_runs<clock::Realtime> },
	    { "tai_runs", clock_runs<clock::Tai> }, { "monotonic_as_c", monotonic_as_c },
	    { "instants_saturate", instants_saturate });

} // namespace
