// SPDX-License-Identifier: GPL-2.0
//! Sleeps and delays are not shorter than asked for, and end where they must.
#include <helpers/delay.hpp>

#include <kernel/base/processor.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

void sleeps(kunit::Test &test)
{
	for (Delta span : { 1_ns, 1_us, 50_us, 999_us, 1_ms, 19999_us, 20_ms, 25_ms }) {
		Instant begin = Instant<>::now();
		sleep(span);
		test.expect(begin.elapsed() >= span);
	}
}

void nothing_to_sleep(kunit::Test &test)
{
	sleep(0_ns);
	sleep(-1_s);
	sleep(Delta::min());
	sleep_range(-2_s, -1_s);
	test.expect(sleep_interruptible(0_ns).is_zero());
}

void ranges(kunit::Test &test)
{
	Instant begin = Instant<>::now();
	sleep_range(500_us, 600_us);
	test.expect(begin.elapsed() >= 500_us);
	begin = Instant<>::now();
	sleep_range(500_us, 1_us); // a range with its ends swapped becomes a single point
	test.expect(begin.elapsed() >= 500_us);
}

void uninterrupted(kunit::Test &test)
{
	JiffiesInstant begin = JiffiesInstant::now();

	test.expect(sleep_interruptible(Jiffies::ticks(3)).is_zero());
	test.expect(begin.elapsed() >= Jiffies::ticks(3));
}

/// Whether our function takes at least half as long as C's in one of many attempts. One attempt proves nothing: an
/// emulated processor may count its loops faster than its clock runs, and other tasks may take the CPU from either.
template <typename Ours, typename C>
bool takes_as_long(Ours &&ours, C &&c)
{
	for (int i = 0; i < 1000; i++) {
		Instant begin = Instant<>::now();
		c();
		const Delta wanted = begin.elapsed();
		begin = Instant<>::now();
		ours();
		const Delta taken = begin.elapsed();
		if (taken + taken >= wanted)
			return true;
	}
	return false;
}

void delays(kunit::Test &test)
{
	const auto milliseconds = [](int n) {
		return [n] {
			for (int i = 0; i < n; i++)
				::kxx_udelay(1000);
		};
	};

	delay(900_ns);
	test.expect(takes_as_long([] { delay(10_us); }, [] { ::kxx_udelay(10); }));
	test.expect(takes_as_long([] { delay(10001_ns); }, [] { ::kxx_udelay(11); }));
	test.expect(takes_as_long([] { delay(8_ms); }, milliseconds(8)));
	test.expect(takes_as_long([] { delay(20_ms); }, milliseconds(20)));
	test.expect(takes_as_long([] { delay_at_most_20ms(3_ms); }, milliseconds(3)));
	test.expect(takes_as_long([] { delay_at_most_20ms(Delta::max()); }, milliseconds(20)));
	// The limits: a negative delay takes no time, and a longer one than 20 ms takes 20 ms.
	test.expect(takes_as_long([] { ::kxx_udelay(1000); }, [] { delay_at_most_20ms(-1_s); }));
	test.expect(takes_as_long(milliseconds(20), [] { delay_at_most_20ms(Delta::max()); }));
}

void others_run(kunit::Test &test)
{
	might_sleep();
	for (int i = 0; i < 100; i++) {
		cpu_relax();
		(void)cond_resched();
	}
	yield_now();
	test.expect(true);
}

KUNIT_SUITE(delay, { "sleeps", sleeps }, { "nothing_to_sleep", nothing_to_sleep }, { "ranges", ranges },
	    { "uninterrupted", uninterrupted }, { "delays", delays }, { "others_run", others_run });

} // namespace
