// SPDX-License-Identifier: GPL-2.0
//! Sleeps and delays are not shorter than asked for, and end where they must.
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
	sleep_range(500_us, 1_us); // the wrong way round is a range of one point
	test.expect(begin.elapsed() >= 500_us);
}

void uninterrupted(kunit::Test &test)
{
	JiffiesInstant begin = JiffiesInstant::now();

	test.expect(sleep_interruptible(Jiffies::ticks(3)).is_zero());
	test.expect(begin.elapsed() >= Jiffies::ticks(3));
}

void delays(kunit::Test &test)
{
	// An emulated processor counts its loops at another speed than its clock runs, so only that
	// there is an end, and that time has passed, can be asked for.
	Instant begin = Instant<>::now();
	delay(900_ns);
	delay(10_us);
	delay(10001_ns);
	delay(8_ms);
	delay(20_ms);
	delay_at_most_20ms(3_ms);
	delay_at_most_20ms(-1_s);
	delay_at_most_20ms(Delta::max());
	test.expect(begin.elapsed() >= 1_ms);
	test.expect(begin.elapsed() < 60_s);
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

KUNIT_SUITE(delay, { "sleeps", sleeps }, { "nothing_to_sleep", nothing_to_sleep },
	    { "ranges", ranges }, { "uninterrupted", uninterrupted }, { "delays", delays },
	    { "others_run", others_run });

} // namespace
