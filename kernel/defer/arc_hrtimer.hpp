// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Exact timers that keep their object alive: of an object in an Arc.
//!
//! C: include/linux/hrtimer.h
//!
//! Clocks, contexts and what a callback returns are in kernel/defer/hrtimer.hpp, as is the timer that is
//! stopped by its owner's destructor.
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

/// What unloading needs of an ArcHrTimer of any owner.
///
/// Invariants:
/// - while `node` is in the module's list of armed timers, one owner of the object is the timer's; who
///   takes it out has that owner. It is put in and looked for under `lock`.
struct CountedHrTimer {
	::hrtimer raw;
	::raw_spinlock_t lock;
	/// Drops an owner of the object around.
	void (*drop)(::hrtimer *raw);
	::list_head node;

	/// Under `lock`: whether the timer has an owner.
	bool is_held() const __atomic
	{
		return *static_cast<::list_head *const volatile *>(&node.next) != &node;
	}
};
enum class TimerHold { Already, Fresh, Refused };
/// Under `lock`: puts the timer in the list, unless the module goes.
TimerHold hold(CountedHrTimer &timer) __atomic;
/// Takes it out. Says whether it was in: the timer's owner is the caller's now.
bool let_go(CountedHrTimer &timer) __atomic;

} // namespace detail

/// An hrtimer of an object in an Arc, which it keeps alive while it is waiting.
///
/// start() takes an owner of the object; it is dropped when the callback has run and does not go
/// on, or when the timer is cancelled. So the object may be forgotten while the timer runs, and its
/// destructor never waits: the last owner may go in the callback itself. Then the destructor runs in
/// the callback's context and must not sleep. What is waiting still when the module goes is cancelled
/// behind the module's state, and its owner dropped, before the code goes.
///
/// All operations are const: any number of tasks may use one at once. The callback does not sleep.
///
/// Invariants:
/// - the timer has an owner of the object while it is waiting or its callback runs, unless the module
///   goes. Both change under the lock of `counted_`, whose invariant says where it is kept.
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
	/// Says what is called: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self>
	ArcHrTimer(Calls<function, self>)
	{
		detail::check_hr_callback<Owner, Clock, ArcHrTimer, function, self>();
		::kxx_hrtimer_begin(&counted_.raw, expired<function, self>, Clock::id,
				    detail::hr_absolute<context>);
		counted_.lock = detail::raw_spinlock_unlocked(Class::name, &Class::key);
		counted_.drop = drop<self>;
		::INIT_LIST_HEAD(&counted_.node);
	}
	/// Nothing to wait for: what is waiting has an owner.
	~ArcHrTimer() { ::kxx_hrtimer_end(&counted_.raw); }

	/// Calls back after `span`, at once if it is negative. Started already, it is moved, and `owner` is dropped.
	///
	/// Errors: EINVAL: `owner` owns another object than the one around this timer. ESHUTDOWN: the
	/// module goes, and its state is gone.
	/// Context: any.
	Result<> start(Arc<Owner> owner, Delta span) const
	{
		detail::check_span_of<Clock>();
		return start(std::move(owner), detail::ahead(span), detail::hr_relative<context>);
	}
	/// Calls back at `point`, at once if that is past. Started already, it is moved, and `owner` is
	/// dropped.
	///
	/// Errors: EINVAL: `owner` owns another object than the one around this timer. ESHUTDOWN: the
	/// module goes, and its state is gone.
	/// Context: any.
	Result<> start_at(Arc<Owner> owner, Instant<Clock> point) const
	{
		return start(std::move(owner), point.nanoseconds(), detail::hr_absolute<context>);
	}

	/// Says whether it was waiting and now is not. A callback that runs goes on. `self` is an owner
	/// of the object around this timer, so that the object outlives the call.
	///
	/// Context: any.
	bool cancel(const Arc<Owner> &self) const
	{
		if (!is_part_of(*self)) [[unlikely]]
			return false;
		const bool was_waiting = ::hrtimer_try_to_cancel(&counted_.raw) > 0;
		release_if_idle(self);
		return was_waiting;
	}
	/// The same, and waits for the callback. Not from the callback itself, nor under a lock that the
	/// callback takes: that waits for ever.
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

	/// Whether it is waiting, or its callback runs, now.
	[[nodiscard]] bool active() const __atomic { return ::hrtimer_active(&counted_.raw); }
	/// What it is, or was last, started for.
	[[nodiscard]] Instant<Clock> expires() const __atomic
	{
		return Instant<Clock>::from_nanoseconds(::hrtimer_get_expires(&counted_.raw));
	}
	/// How long until then; negative if that is past.
	[[nodiscard]] Delta remaining() const __atomic
	{
		return Delta::nanoseconds(::kxx_hrtimer_remaining(&counted_.raw));
	}

private:
	/// Whether this timer is a part of what `owner` owns.
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
		const detail::TimerHold held = counted_.is_held() ? detail::TimerHold::Already :
							       detail::hold(counted_);
		if (held != detail::TimerHold::Refused) [[likely]]
			::hrtimer_start_range_ns(&counted_.raw, when, 0, mode);
		if (held == detail::TimerHold::Fresh)
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
			// SAFETY: what start() gave to this timer, which has just lost it.
			(void)Arc<Owner>::from_raw(unsafe, &*self);
	}
	template <auto self>
	static void drop(::hrtimer *raw)
	{
		// SAFETY: what start() gave to this timer, which has just lost it.
		(void)Arc<Owner>::from_raw(unsafe, detail::owner_of<self>(raw));
	}
	template <auto function, auto self>
	static enum ::hrtimer_restart expired(::hrtimer *raw)
	{
		const Owner *owner = detail::owner_of<self>(raw);
		detail::CountedHrTimer &timer = (owner->*self).counted_;
		const HrExpiry<Clock> expiry(raw);
		const HrRestart again = (owner->*function)(expiry);

		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&timer.lock);
		// It has none when the module goes.
		if (again.next_ && timer.is_held())
			::hrtimer_start_range_ns(raw, again.next_, 0, detail::hr_absolute<context>);
		// Somebody else may have started it meanwhile.
		const bool dropped = !::hrtimer_is_queued(raw) && detail::let_go(timer);
		::raw_spin_unlock_irqrestore(&timer.lock, flags);
		if (dropped)
			drop<self>(raw);
		// The kernel looks at the timer no more: it may be gone.
		return ::HRTIMER_NORESTART;
	}

	mutable detail::CountedHrTimer counted_;
};
} // namespace kernel
