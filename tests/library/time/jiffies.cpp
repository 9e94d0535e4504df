// SPDX-License-Identifier: GPL-2.0
//! Jiffies and JiffiesInstant: the same rounding as in C, and the wrap-around.
#include <linux/jiffies.hpp>

#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/time/jiffies.hpp>

using namespace kernel;

namespace {

constexpr usize hz = Jiffies::per_second;
constexpr usize top = ~usize{ 0 };

void as_msecs_to_jiffies(kunit::Test &test)
{
	for (u32 ms : { 0u, 1u, 2u, 3u, 4u, 5u, 9u, 10u, 11u, 999u, 1000u, 1001u, 60000u, 0x7fffffffu }) {
		test.expect_eq(Jiffies::milliseconds(ms).ticks(), ::msecs_to_jiffies(ms));
		test.expect_eq(Jiffies(Delta::milliseconds(ms)).ticks(), ::msecs_to_jiffies(ms));
	}
}

void as_usecs_to_jiffies(kunit::Test &test)
{
	for (u32 us : { 0u, 1u, 999u, 1000u, 1001u, 3999u, 4000u, 4001u, 1000000u, 3000001u })
		test.expect_eq(Jiffies(Delta::microseconds(us)).ticks(), ::usecs_to_jiffies(us));
}

void never_shorter(kunit::Test &test)
{
	i64 ns = 1;

	for (int i = 0; i < 60; i++, ns = ns * 2 + i % 3) {
		Delta span = Delta::nanoseconds(ns);
		Jiffies ticks = span;
		test.expect(ticks.delta() >= span);
		test.expect((ticks - Jiffies::ticks(1)).delta() < span);
	}
}

void ends_of_the_range(kunit::Test &test)
{
	test.expect_eq(Jiffies(0_ns).ticks(), 0u);
	test.expect_eq(Jiffies(-1_s).ticks(), 0u);
	test.expect_eq(Jiffies(Delta::min()).ticks(), 0u);
	test.expect_eq(Jiffies(1_ns).ticks(), 1u);
	test.expect(Jiffies(Delta::max()) <= Jiffies::max());
	test.expect_eq(Jiffies::ticks(top).ticks(), Jiffies::longest);
	test.expect_eq(Jiffies::longest, static_cast<usize>(::macro::MAX_JIFFY_OFFSET));
	test.expect(Jiffies::max().delta() == Delta::max());
	static_assert(Jiffies(1_s).ticks() == hz);
}

void sums(kunit::Test &test)
{
	test.expect(Jiffies::max() + Jiffies::max() == Jiffies::max());
	test.expect(Jiffies(1_s) - Jiffies(2_s) == Jiffies());
	test.expect_eq((Jiffies(1_s) + Jiffies(2_s)).ticks(), 3 * hz);
	test.expect_eq((Jiffies(1_s) * 5).ticks(), 5 * hz);
	test.expect(Jiffies::max() * 9 == Jiffies::max());
	test.expect(Jiffies(1_s) < Jiffies(2_s));
}

void wraps(kunit::Test &test)
{
	const usize raws[] = { 0, 1, 100, top / 2 - 1, top / 2, top / 2 + 1, top - 100, top };
	const usize spans[] = { 1, 2, 99, 1000, Jiffies::longest };

	for (usize raw : raws) {
		JiffiesInstant begin = JiffiesInstant::from_raw(raw);

		test.expect(begin == begin && begin <= begin && begin >= begin && !(begin < begin));
		for (usize span : spans) {
			JiffiesInstant end = begin + Jiffies::ticks(span);

			test.expect_eq(end.as_raw(), raw + span);
			test.expect(end > begin && begin < end && end >= begin && begin <= end);
			test.expect(!(begin > end) && !(end <= begin));
			test.expect_eq((end - begin).ticks(), span);
			test.expect_eq((begin - end).ticks(), 0u);
			test.expect((end - Jiffies::ticks(span)) == begin);
		}
	}
}

void as_time_after(kunit::Test &test)
{
	const usize raws[] = { 0, 1, top / 2, top / 2 + 1, top / 2 + 2, top - 1, top };

	for (usize a : raws)
		for (usize b : raws) {
			JiffiesInstant left = JiffiesInstant::from_raw(a), right = JiffiesInstant::from_raw(b);

			test.expect_eq(left > right, ::time_after(a, b));
			test.expect_eq(left < right, ::time_before(a, b));
			test.expect_eq(left >= right, ::time_after_eq(a, b));
			test.expect_eq(left <= right, ::time_before_eq(a, b));
		}
}

void now_goes_on(kunit::Test &test)
{
	JiffiesInstant begin = JiffiesInstant::now();
	JiffiesInstant later = begin + Jiffies::ticks(2);

	test.expect(begin.reached());
	test.expect((begin + 1000_s).remaining() > Jiffies(900_s));
	test.expect(!(begin + 1000_s).reached());
	while (!later.passed())
		sleep(1_ms);
	test.expect(begin.elapsed() >= Jiffies::ticks(3));
	test.expect(later.reached());
	test.expect(later.remaining().is_zero());
}

KUNIT_SUITE(jiffies, { "as_msecs_to_jiffies", as_msecs_to_jiffies }, { "as_usecs_to_jiffies", as_usecs_to_jiffies },
	    { "never_shorter", never_shorter }, { "ends_of_the_range", ends_of_the_range }, { "sums", sums },
	    { "wraps", wraps }, { "as_time_after", as_time_after }, { "now_goes_on", now_goes_on });

} // namespace
