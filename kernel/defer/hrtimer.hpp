// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Exact timers: a member function of an object, called at a nanosecond of a clock.
//!
//! C: include/linux/hrtimer.h
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
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/raw_spinlock.hpp>
#include <kernel/time/time.hpp>

namespace kernel {

/// Where the callback of an hrtimer runs.
enum class HrContext {
	/// In a softirq: locks with _bh keep it out. The one to choose unless microseconds matter.
	Soft,
	/// In the timer interrupt itself: only raw and interrupt-safe locks, and little time.
	Hard,
	/// As Soft, on the processor that started it, which is woken for it; else it may be one that is awake.
	SoftPinned,
	/// As Hard, on the processor that started it.
	HardPinned,
};

template <clock::Clock Clock>
class HrExpiry;

/// What an hrtimer's callback returns: whether it is called again.
class HrRestart {
public:
	/// How many periods have passed since the last call: 1 when none was missed. 0 of restart::no.
	constexpr u64 periods() const { return periods_; }

	/// For restart::no.
	constexpr HrRestart() = default;

private:
	template <clock::Clock>
	friend class HrExpiry;
	constexpr HrRestart(i64 next, u64 periods) : next_(next), periods_(periods) {}

	template <typename, clock::Clock, HrContext>
	friend class HrTimer;
	template <typename, clock::Clock, HrContext>
	friend class ArcHrTimer;

	i64 next_ = 0;
	u64 periods_ = 0;
};

namespace restart {
/// Not again, unless somebody starts the timer.
inline constexpr HrRestart no{};
} // namespace restart

namespace detail {

/// The next point of the row `expired`, `expired + interval`, … that is after `now`.
struct NextPeriod {
	i64 next;
	u64 periods;
};
NextPeriod next_period(i64 expired, i64 now, i64 interval);

template <HrContext context>
inline constexpr ::hrtimer_mode hr_absolute = context == HrContext::Soft ? ::HRTIMER_MODE_ABS_SOFT :
					      context == HrContext::Hard ? ::HRTIMER_MODE_ABS_HARD :
					      context == HrContext::SoftPinned ? ::HRTIMER_MODE_ABS_PINNED_SOFT :
										 ::HRTIMER_MODE_ABS_PINNED_HARD;
template <HrContext context>
inline constexpr ::hrtimer_mode hr_relative =
	static_cast<::hrtimer_mode>(hr_absolute<context> | ::HRTIMER_MODE_REL);

/// Whether a span ahead of now stays a span: nobody sets the clock.
template <typename Clock>
inline constexpr bool never_set =
	std::is_same_v<Clock, clock::Monotonic> || std::is_same_v<Clock, clock::Boottime>;

constexpr u64 slack_of(Delta slack)
{
	return slack.is_negative() ? 0 : static_cast<u64>(slack.nanoseconds());
}

/// A span that the kernel adds to now; it takes a negative one for an overflow, and so for never.
constexpr i64 ahead(Delta span)
{
	return span.is_negative() ? 0 : span.nanoseconds();
}

template <typename Clock>
consteval void check_span_of()
{
	static_assert(never_set<Clock>,
		      "this clock can be set, so a span ahead of now means nothing on it: start_at() a "
		      "point, or use clock::Monotonic");
}

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

template <typename Owner, typename Clock, typename Timer, auto function, auto self>
consteval void check_hr_callback()
{
	static_assert(std::is_same_v<MemberPointer<decltype(self)>,
				     MemberPointer<Timer Owner::*>>,
		      "calls<> names another member than the one it initialises");
	static_assert(requires(const Owner &owner, const HrExpiry<Clock> &expiry) {
		{ (owner.*function)(expiry) } -> std::same_as<HrRestart>;
	}, "an hrtimer calls a function `HrRestart f(const HrExpiry<Clock> &) const` of its owner: const, "
	   "since it runs beside other users of the object");
}

} // namespace detail

/// The moment of an hrtimer's callback: what it is called with.
template <clock::Clock Clock>
class HrExpiry : TaskBound, Pinned {
public:
	/// What the timer was started for.
	Instant<Clock> expired() const __atomic
	{
		return Instant<Clock>::from_nanoseconds(::hrtimer_get_expires(raw_));
	}
	/// `return expiry.forward(interval);`: again in the row that began at expired(), at its first
	/// point that is still ahead. An interval below the clock's resolution is taken for that.
	HrRestart forward(Delta interval) const __atomic
	{
		detail::NextPeriod made = detail::next_period(
			::hrtimer_get_expires(raw_), Clock::now(), interval.nanoseconds());
		return HrRestart(made.next, made.periods);
	}
	/// `return expiry.at(point);`: again at a point of its own, at once if that is past.
	HrRestart at(Instant<Clock> point) const __atomic
	{
		return HrRestart(point.nanoseconds() > 0 ? point.nanoseconds() : 1, 1);
	}

private:
	template <typename, clock::Clock, HrContext>
	friend class HrTimer;
	template <typename, clock::Clock, HrContext>
	friend class ArcHrTimer;
	explicit HrExpiry(const ::hrtimer *raw) : raw_(raw) {}

	const ::hrtimer *raw_;
};

/// A member that calls a const member function of its owner at an exact time, once or in periods.
///
/// Use Timer where a tick more does not matter. The destructor waits for the callback and lets no
/// other begin, so the timer is declared last in a final class, which the compiler checks; where its
/// owner lives in an Arc, ArcHrTimer asks for no order (doc/design/callbacks_in_members.md). Another
/// callback of the same owner may start this timer: after shutdown() that does nothing. The callback
/// must not destroy its owner, as by dropping the last Arc of it: it would wait for its own end.
///
/// What the callback reads of its owner is guarded by a lock or atomic: once it can run, not even
/// a non-const function of the owner is alone.
///
/// All operations are const: any number of tasks may use one at once. The callback does not sleep.
///
/// Invariants:
/// - `raw_` is initialised, with a function that knows the owner's address.
/// - once `closed_`, the timer is not started. Both change under `lock_`.
///
/// Example:
///     class Sampler final : Pinned {
///     public:
///             void begin() const { timer_.start(50_ms); }
///             bool runs() const { return timer_.active(); }
///
///     private:
///             HrRestart sample(const HrExpiry<clock::Monotonic> &expiry) const
///             {
///                     return expiry.forward(50_ms);
///             }
///
///             HrTimer<Sampler> timer_{ calls<&Sampler::sample, &Sampler::timer_> };
///     };
///     Sampler sampler;
///     sampler.begin();
///     test.expect(sampler.runs());
template <typename Owner, clock::Clock Clock = clock::Monotonic, HrContext context = HrContext::Soft>
class HrTimer {
	using Class = LockClass<"hrtimer.closed", HrTimer>;

public:
	HrTimer(const HrTimer &) = delete;
	HrTimer &operator=(const HrTimer &) = delete;
	using CallbackMember = void;

	/// Says what is called: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	HrTimer(Calls<function, self, behind...>)
	{
		detail::check_plain_callback<Owner, function, self, behind...>();
		detail::check_hr_callback<Owner, Clock, HrTimer, function, self>();
		::kxx_hrtimer_begin(&raw_, expired<function, self>, Clock::id,
				    detail::hr_absolute<context>);
	}
	~HrTimer()
	{
		shutdown();
		::kxx_hrtimer_end(&raw_);
	}

	/// Calls back after `span` (at once if it is negative), and up to `slack` later if that saves a wakeup. Started already, it
	/// is moved.
	///
	/// Context: any.
	void start(Delta span, Delta slack = {}) const __atomic
	{
		detail::check_span_of<Clock>();
		start(detail::ahead(span), detail::slack_of(slack), detail::hr_relative<context>);
	}
	/// Calls back at `point`, at once if that is past, and up to `slack` later if that saves a
	/// wakeup. Started already, it is moved.
	///
	/// Context: any.
	void start_at(Instant<Clock> point, Delta slack = {}) const __atomic
	{
		start(point.nanoseconds(), detail::slack_of(slack), detail::hr_absolute<context>);
	}

	/// Says whether it was waiting and now is not. A callback that runs goes on.
	///
	/// Context: any.
	bool cancel() const __atomic { return ::hrtimer_try_to_cancel(&raw_) > 0; }
	/// The same, and waits for the callback: when it returns, nothing runs and nothing is waiting,
	/// unless somebody else starts it.
	///
	/// Not from the callback itself, nor under a lock that the callback takes: that waits for ever.
	///
	/// Context: process or softirq; does not sleep.
	bool cancel_sync() const { return ::hrtimer_cancel(&raw_) > 0; }
	/// cancel_sync() for good: starting it does nothing from now on. How the destructor of an owner
	/// begins whose body must be alone.
	///
	/// Context: process or softirq; does not sleep.
	void shutdown()
	{
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&lock_);
		closed_ = 1;
		::raw_spin_unlock_irqrestore(&lock_, flags);
		// Who found it open has started it, so this stops it.
		::hrtimer_cancel(&raw_);
	}

	/// Whether it is waiting, or its callback runs, now.
	[[nodiscard]] bool active() const __atomic { return ::hrtimer_active(&raw_); }
	/// What it is, or was last, started for.
	[[nodiscard]] Instant<Clock> expires() const __atomic
	{
		return Instant<Clock>::from_nanoseconds(::hrtimer_get_expires(&raw_));
	}
	/// How long until then; negative if that is past.
	[[nodiscard]] Delta remaining() const __atomic
	{
		return Delta::nanoseconds(::kxx_hrtimer_remaining(&raw_));
	}

private:
	void start(i64 when, u64 slack, ::hrtimer_mode mode) const
	{
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&lock_);
		if (!closed_) [[likely]]
			::hrtimer_start_range_ns(&raw_, when, slack, mode);
		::raw_spin_unlock_irqrestore(&lock_, flags);
	}
	template <auto function, auto self>
	static enum ::hrtimer_restart expired(::hrtimer *raw)
	{
		const Owner *owner = detail::owner_of<self>(raw);
		const HrExpiry<Clock> expiry(raw);
		const HrRestart again = (owner->*function)(expiry);

		// Not hrtimer_forward() and HRTIMER_RESTART: those may not meet a start() elsewhere.
		if (again.next_)
			(owner->*self).start(again.next_, 0, detail::hr_absolute<context>);
		return ::HRTIMER_NORESTART;
	}

	mutable ::hrtimer raw_;
	mutable ::raw_spinlock_t lock_ = detail::raw_spinlock_unlocked(Class::name, &Class::key);
	u32 closed_ = 0;
};

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
