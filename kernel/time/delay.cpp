// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Sleeps for a span in the way that suits its length.

#include <linux/delay.hpp>
#include <linux/sched.hpp>
#include <linux/sched/signal.hpp>

#include <kernel/time/delay.hpp>

namespace kernel {

void sleep(Delta span)
{
	if (span <= 0_ns)
		return;
	if (span < 20_ms) {
		const unsigned long microseconds = static_cast<unsigned long>(span.microseconds_ceil());

		::usleep_range_state(microseconds, microseconds + microseconds / 4 + 1, ::macro::TASK_UNINTERRUPTIBLE);
		return;
	}
	// Like msleep(), adds one tick, since the current tick is partly over.
	Jiffies left = Jiffies(span) + Jiffies::ticks(1);

	while (!left.is_zero())
		left = Jiffies::ticks(
			static_cast<usize>(::schedule_timeout_uninterruptible(static_cast<long>(left.ticks()))));
}

void sleep_range(Delta shortest, Delta longest)
{
	if (longest < shortest)
		longest = shortest;
	if (longest <= 0_ns)
		return;
	if (shortest.is_negative())
		shortest = 0_ns;
	// Sleeps first for the part that does not fit the word.
	if (shortest > 1000_s) {
		sleep(shortest);
		return;
	}
	if (longest > 2000_s)
		longest = 2000_s;
	::usleep_range_state(static_cast<unsigned long>(shortest.microseconds_ceil()),
			     static_cast<unsigned long>(longest.microseconds_ceil()), ::macro::TASK_UNINTERRUPTIBLE);
}

Jiffies sleep_interruptible(Jiffies span)
{
	Jiffies left = span;

	while (!left.is_zero() && !::signal_pending(::kxx_current()))
		left = Jiffies::ticks(
			static_cast<usize>(::schedule_timeout_interruptible(static_cast<long>(left.ticks()))));
	return left;
}

void delay_at_most_20ms(Delta span)
{
	if (span <= 0_ns)
		return;
	if (span > 20_ms)
		span = 20_ms;
	u32 microseconds = static_cast<u32>(span.microseconds_ceil());

	for (; microseconds > 1000; microseconds -= 1000)
		::kxx_udelay(1000);
	::kxx_udelay(microseconds);
}

} // namespace kernel
