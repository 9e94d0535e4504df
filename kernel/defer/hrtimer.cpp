// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Computes periods, and stops the armed timers at unload.

#include <linux/rcupdate.hpp>
#include <linux/rcutree.hpp>

#include <kernel/base/unload.hpp>
#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/defer/hrtimer.hpp>
#include <kernel/sync/spinlock.hpp>

namespace kernel::detail {

constinit UnloadStep stop_counted_timers = nullptr;

namespace {

/// This module's timers that hold an owner; unloading ends the list.
struct ArmedTimers {
	::list_head timers;
	bool closing;
};
/// Nests inside a timer's own lock.
constinit RawSpinLock<void, "hrtimer.armed"> armed_lock;
constinit ArmedTimers armed{ { &armed.timers, &armed.timers }, false };

/// Takes a timer out of the list, with its owner. Returns null if there is none, and will be none.
CountedHrTimer *take_armed() __atomic
{
	auto held = armed_lock.lock_irqsave();

	armed.closing = true;
	if (::list_empty(&armed.timers))
		return nullptr;
	auto *timer = const_cast<CountedHrTimer *>(owner_of<&CountedHrTimer::node>(armed.timers.next));
	::list_del_init(&timer->node);
	return timer;
}

void stop_all()
{
	while (CountedHrTimer *timer = take_armed()) {
		// A task that found the timer in the list has started it by the time this lock is
		// free, and a task that takes the lock later does not find it there. So nothing
		// starts the timer after the cancel.
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&timer->lock);
		::raw_spin_unlock_irqrestore(&timer->lock, flags);
		::hrtimer_cancel(&timer->raw);
		timer->drop(&timer->raw);
	}
	// A callback that dropped its own object may still be in its last instructions. It runs
	// with interrupts or softirqs off, so this waits for it.
	::synchronize_rcu();
}

} // namespace

TimerHold hold(CountedHrTimer &timer) __atomic
{
	auto held = armed_lock.lock_irqsave();

	if (armed.closing) [[unlikely]]
		return TimerHold::Refused;
	stop_counted_timers = stop_all;
	::list_add(&timer.node, &armed.timers);
	return TimerHold::Fresh;
}

bool let_go(CountedHrTimer &timer) __atomic
{
	auto held = armed_lock.lock_irqsave();

	if (::list_empty(&timer.node))
		return false;
	::list_del_init(&timer.node);
	return true;
}

NextPeriod next_period(i64 expired, i64 now, i64 interval)
{
	const i64 resolution = static_cast<i64>(::kxx_hrtimer_resolution());

	if (interval < resolution)
		interval = resolution;
	const i64 next = saturating_add(expired, interval);
	if (next > now) [[likely]]
		return { next, 1 };
	const i64 periods = quotient(saturating_sub(now, expired), interval) + 1;
	return { saturating_add(expired, saturating_mul(periods, interval)), static_cast<u64>(periods) };
}

} // namespace kernel::detail
