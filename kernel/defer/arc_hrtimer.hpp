// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Exact timers of an object in an Arc, which they keep alive.
//!
//! C: include/linux/hrtimer.h
//!
//! kernel/defer/hrtimer.hpp has the clocks, the contexts, the results of a callback, and the timer
//! that its owner's destructor stops.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/hrtimer.hpp>
#include <helpers/spinlock.hpp>
#include <linux/hrtimer.hpp>
#include <linux/list.hpp>
#include <linux/spinlock.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/defer/hrtimer.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/raw_spinlock.hpp>
#include <kernel/time/time.hpp>

namespace kernel {

namespace detail {

/// The part of an ArcHrTimer, for any owner, that unloading needs.
///
/// Invariants:
/// - while `node` is in the module's list of armed timers, the timer holds one owner of the object;
///   whoever takes the node out gets that owner. `lock` is held to insert the node and to look for
///   it.
struct CountedHrTimer {
	::hrtimer raw;
	::raw_spinlock_t lock;
	/// Drops an owner of the object that contains the timer.
	void (*drop)(::hrtimer *raw);
	::list_head node;

	/// Whether the timer holds an owner. The caller holds `lock`.
	bool is_held() const __atomic { return *static_cast<::list_head *const volatile *>(&node.next) != &node; }
};
enum class TimerHold { Already, Fresh, Refused };
/// Puts the timer in the list, unless the module is being unloaded. The caller holds `lock`.
TimerHold hold(CountedHrTimer &timer) __atomic;
/// Takes the timer out of the list. Returns whether it was in it; if so, the caller gets the
/// timer's owner.
bool let_go(CountedHrTimer &timer) __atomic;

} // namespace detail

/// An hrtimer of an object in an Arc, which it keeps alive while it is pending.
///
/// start() takes an owner of the object, which is dropped when the callback has run and does not
/// restart the timer, or when the timer is cancelled. So the module may drop all its own references
/// while the timer runs, and the object's destructor never waits: the callback itself may drop the
/// last owner. In that case the destructor runs in the callback's context and must not sleep.
/// Unloading cancels timers that are still pending, after the module's state is destroyed, and
/// drops their owners before the code is freed.
///
/// All operations are const: any number of tasks may use one timer at once. The callback must not
/// sleep.
///
/// Invariants:
/// - the timer holds an owner of the object while it is pending or its callback runs, unless the
///   module is being unloaded. Both change under the lock of `counted_`, whose invariant says where
///   the owner is kept.
///
/// Example:
///     class Session final : Pinned {
///     public:
///             /// Lives for 50 ms more, whoever forgets it.
///             static Result<> keep(const Arc<Session> &self)
///             {
///                     return self->timer_.start(self.share(), 50_ms);
///             }
///             static bool end(const Arc<Session> &self) { return self->timer_.cancel_sync(self); }
///
///     private:
///             HrRestart expired(const HrExpiry<clock::Monotonic> &) const { return restart::no; }
///
///             ArcHrTimer<Session> timer_{ calls<&Session::expired, &Session::timer_> };
///     };
///     auto session = TRY(make_arc<Session>(GFP_KERNEL));
///     TRY(Session::keep(session));
///     Session::end(session);
template <typename Owner, clock::Clock Clock = clock::Monotonic, HrContext context = HrContext::Soft>
class ArcHrTimer {
	using Class = LockClass<"hrtimer.held", ArcHrTimer>;

public:
	ArcHrTimer(const ArcHrTimer &) = delete;
	ArcHrTimer &operator=(const ArcHrTimer &) = delete;
	/// Names the function to call: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self>
	ArcHrTimer(Calls<function, self>)
	{
		detail::check_hr_callback<Owner, Clock, ArcHrTimer, function, self>();
		::kxx_hrtimer_begin(&counted_.raw, expired<function, self>, Clock::id, detail::hr_absolute<context>);
		counted_.lock = detail::raw_spinlock_unlocked(Class::name, &Class::key);
		counted_.drop = drop<self>;
		::INIT_LIST_HEAD(&counted_.node);
	}
	/// Need not wait: a pending timer holds an owner.
	~ArcHrTimer() { ::kxx_hrtimer_end(&counted_.raw); }

	/// Calls back after `span`, at once if it is negative. If the timer is already started,
	/// moves it and drops `owner`.
	///
	/// Errors: EINVAL: `owner` owns an object other than the one that contains this timer.
	/// ESHUTDOWN: the module is being unloaded, and its state is gone.
	/// Context: any.
	Result<> start(Arc<Owner> owner, Delta span) const __atomic
	{
		detail::check_span_of<Clock>();
		return start(std::move(owner), detail::ahead(span), detail::hr_relative<context>);
	}
	/// Calls back at `point`, at once if that is past. If the timer is already started, moves
	/// it and drops `owner`.
	///
	/// Errors: EINVAL: `owner` owns an object other than the one that contains this timer.
	/// ESHUTDOWN: the module is being unloaded, and its state is gone.
	/// Context: any.
	Result<> start_at(Arc<Owner> owner, Instant<Clock> point) const __atomic
	{
		return start(std::move(owner), point.nanoseconds(), detail::hr_absolute<context>);
	}

	/// Cancels the timer; returns whether it was pending. A running callback continues. `self`
	/// is an owner of the object that contains this timer, so that the object outlives the
	/// call.
	///
	/// Context: any.
	bool cancel(const Arc<Owner> &self) const __atomic
	{
		if (!is_part_of(*self)) [[unlikely]]
			return false;
		const bool was_waiting = ::hrtimer_try_to_cancel(&counted_.raw) > 0;
		release_if_idle(self);
		return was_waiting;
	}
	/// Like cancel(), but also waits for the callback. Do not call it from the callback itself,
	/// or under a lock that the callback takes: it would wait for ever.
	///
	/// Context: process or softirq; does not sleep.
	bool cancel_sync(const Arc<Owner> &self) const
	{
		if (!is_part_of(*self)) [[unlikely]]
			return false;
		const bool was_waiting = ::hrtimer_cancel(&counted_.raw) > 0;
		release_if_idle(self);
		return was_waiting;
	}

	/// Whether the timer is pending, or its callback is running, now.
	[[nodiscard]] bool active() const __atomic { return ::hrtimer_active(&counted_.raw); }
	/// The time for which it is, or was last, started.
	[[nodiscard]] Instant<Clock> expires() const __atomic
	{
		return Instant<Clock>::from_nanoseconds(::hrtimer_get_expires(&counted_.raw));
	}
	/// The time until it expires; negative if that is past.
	[[nodiscard]] Delta remaining() const __atomic
	{
		return Delta::nanoseconds(::kxx_hrtimer_remaining(&counted_.raw));
	}

private:
	/// Whether this timer is part of the object that `owner` owns.
	bool is_part_of(const Owner &owner) const
	{
		const usize object = reinterpret_cast<usize>(&owner);
		const usize timer = reinterpret_cast<usize>(this);

		return timer - object < sizeof(Owner);
	}
	Result<> start(Arc<Owner> &&owner, i64 when, ::hrtimer_mode mode) const
	{
		if (!is_part_of(*owner)) [[unlikely]]
			return EINVAL;
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&counted_.lock);
		const detail::TimerHold held = counted_.is_held() ? detail::TimerHold::Already : detail::hold(counted_);
		if (held != detail::TimerHold::Refused) [[likely]]
			::hrtimer_start_range_ns(&counted_.raw, when, 0, mode);
		if (held == detail::TimerHold::Fresh)
			// kxx-allow: lost-owner the pending timer keeps it, and gives it back when it ran
			(void)std::move(owner).into_raw();
		::raw_spin_unlock_irqrestore(&counted_.lock, flags);
		if (held == detail::TimerHold::Refused) [[unlikely]]
			return ESHUTDOWN;
		return ok;
	}
	void release_if_idle(const Arc<Owner> &self) const
	{
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&counted_.lock);
		const bool dropped = !::hrtimer_active(&counted_.raw) && detail::let_go(counted_);
		::raw_spin_unlock_irqrestore(&counted_.lock, flags);
		if (dropped)
			// SAFETY: start() gave this owner to the timer, which has just lost it.
			(void)Arc<Owner>::from_raw(unsafe, &*self);
	}
	template <auto self>
	static void drop(::hrtimer *raw)
	{
		// SAFETY: start() gave this owner to the timer, which has just lost it.
		(void)Arc<Owner>::from_raw(unsafe, detail::owner_of<self>(raw));
	}
	template <auto function, auto self>
	static enum ::hrtimer_restart expired(::hrtimer *raw) __runs_in("hardirq")
	{
		const Owner *owner = detail::owner_of<self>(raw);
		detail::CountedHrTimer &timer = (owner->*self).counted_;
		const HrExpiry<Clock> expiry(raw);
		const HrRestart again = (owner->*function)(expiry);

		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&timer.lock);
		// The timer has no owner while the module is being unloaded.
		if (again.next_ && timer.is_held())
			::hrtimer_start_range_ns(raw, again.next_, 0, detail::hr_absolute<context>);
		// Somebody else may have started it in the meantime.
		const bool dropped = !::hrtimer_is_queued(raw) && detail::let_go(timer);
		::raw_spin_unlock_irqrestore(&timer.lock, flags);
		if (dropped)
			drop<self>(raw);
		// The kernel no longer uses the timer, which may be freed by now.
		return ::HRTIMER_NORESTART;
	}

	mutable detail::CountedHrTimer counted_;
};
} // namespace kernel
