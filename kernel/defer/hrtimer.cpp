// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The arithmetic of periods, and the timers that unloading stops.

#include <linux/rcupdate.hpp>
#include <linux/rcutree.hpp>

#include <kernel/base/unload.hpp>
#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/defer/hrtimer.hpp>
#include <kernel/sync/spinlock.hpp>

namespace kernel::detail {

constinit UnloadStep stop_counted_timers = nullptr;

namespace {

/// The timers of this module that have an owner, unless it goes.
struct ArmedTimers {
	::list_head timers;
	bool closing;
};
/// Taken under a timer's own lock.
constinit RawSpinLock<void, "hrtimer.armed"> armed_lock;
constinit ArmedTimers armed{ { &armed.timers, &armed.timers }, false };

/// Takes one out of the list, with its owner; null: there is none, and there will be none.
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
		// Whoever found it in the list has started it when this lock is free, and who takes the
		// lock later does not find it there: nothing starts it behind the cancelling.
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&timer->lock);
		::raw_spin_unlock_irqrestore(&timer->lock, flags);
		::hrtimer_cancel(&timer->raw);
		timer->drop(&timer->raw);
	}
	// A callback that let go of its object itself may be in its last instructions. It runs with
	// interrupts or softirqs off, so this waits for it.
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
	return { saturating_add(expired, saturating_mul(periods, interval)),
		 static_cast<u64>(periods) };
}

} // namespace kernel::detail
