// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Exact timers, which call a member function of an object at a time given in nanoseconds.
//!
//! C: include/linux/hrtimer.h
//!
//! A timer that keeps its object alive is in kernel/defer/arc_hrtimer.hpp.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/hrtimer.hpp>
#include <helpers/spinlock.hpp>
#include <linux/hrtimer.hpp>
#include <linux/spinlock.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/raw_spinlock.hpp>
#include <kernel/time/time.hpp>

namespace kernel {

/// Where the callback of an hrtimer runs.
enum class HrContext {
	/// In a softirq: other code locks the same data with softirqs off (lock_bh()). Choose this
	/// unless microseconds matter.
	Soft,
	/// In the timer interrupt itself: take only raw and interrupt-safe locks, and be quick.
	Hard,
	/// Like Soft, on the processor that started the timer, even if it has to be woken; without
	/// Pinned, the kernel may choose one that is awake.
	SoftPinned,
	/// Like Hard, on the processor that started the timer.
	HardPinned,
};

template <clock::Clock Clock>
class HrExpiry;

/// The result of an hrtimer's callback, which says whether it is called again.
class HrRestart {
public:
	/// The number of periods that have passed since the last call: 1 if none was missed, 0 for
	/// restart::no.
	constexpr u64 periods() const { return periods_; }

	/// Makes restart::no.
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
/// No further call, unless somebody starts the timer.
inline constexpr HrRestart no{};
} // namespace restart

namespace detail {

/// The next point of the sequence `expired`, `expired + interval`, … that is after `now`.
struct NextPeriod {
	i64 next;
	u64 periods;
};
NextPeriod next_period(i64 expired, i64 now, i64 interval);

template <HrContext context>
inline constexpr ::hrtimer_mode hr_absolute = context == HrContext::Soft	 ? ::HRTIMER_MODE_ABS_SOFT
					      : context == HrContext::Hard	 ? ::HRTIMER_MODE_ABS_HARD
					      : context == HrContext::SoftPinned ? ::HRTIMER_MODE_ABS_PINNED_SOFT
										 : ::HRTIMER_MODE_ABS_PINNED_HARD;
template <HrContext context>
inline constexpr ::hrtimer_mode hr_relative = static_cast<::hrtimer_mode>(hr_absolute<context> | ::HRTIMER_MODE_REL);

/// Whether nobody can set the clock, so that a span from now keeps its length.
template <typename Clock>
inline constexpr bool never_set = std::is_same_v<Clock, clock::Monotonic> || std::is_same_v<Clock, clock::Boottime>;

constexpr u64 slack_of(Delta slack)
{
	return slack.is_negative() ? 0 : static_cast<u64>(slack.nanoseconds());
}

/// A span that the kernel adds to now; the kernel treats a negative span as an overflow, and so as
/// never.
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

template <typename Owner, typename Clock, typename Timer, auto function, auto self>
consteval void check_hr_callback()
{
	static_assert(std::is_same_v<MemberPointer<decltype(self)>, MemberPointer<Timer Owner::*>>,
		      "calls<> names another member than the one it initialises");
	static_assert(
		requires(const Owner &owner, const HrExpiry<Clock> &expiry) {
			{ (owner.*function)(expiry) } -> std::same_as<HrRestart>;
		}, "an hrtimer calls a function `HrRestart f(const HrExpiry<Clock> &) const` of its owner: const, "
		   "since it runs beside other users of the object");
}

} // namespace detail

/// The moment of an hrtimer's callback, which is the callback's argument.
template <clock::Clock Clock>
class HrExpiry : TaskBound, Pinned {
public:
	/// The time for which the timer was started.
	Instant<Clock> expired() const __atomic { return Instant<Clock>::from_nanoseconds(::hrtimer_get_expires(raw_)); }
	/// `return expiry.forward(interval);` runs the callback again at the first future point of
	/// the sequence that began at expired(). An interval below the clock's resolution is raised
	/// to it.
	HrRestart forward(Delta interval) const __atomic
	{
		detail::NextPeriod made =
			detail::next_period(::hrtimer_get_expires(raw_), Clock::now(), interval.nanoseconds());
		return HrRestart(made.next, made.periods);
	}
	/// `return expiry.at(point);` runs the callback again at `point`, or at once if that is
	/// past.
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

/// A member that calls a const member function of its owner at an exact time, once or periodically.
///
/// Use Timer if one tick more does not matter. The destructor waits for the callback and prevents
/// further calls, so declare the timer last in a final class, which the compiler checks; if the
/// owner lives in an Arc, ArcHrTimer needs no order (doc/design/callbacks_in_members.md). Another
/// callback of the same owner may start this timer; after shutdown() that has no effect. The
/// callback must not destroy its owner, for example by dropping its last Arc: it would wait for its
/// own end.
///
/// Members that the callback reads must be atomic or protected by a lock: once the callback can
/// run, not even a non-const function of the owner has the object alone.
///
/// All operations are const: any number of tasks may use one timer at once. The callback must not
/// sleep.
///
/// Invariants:
/// - `raw_` is initialised, with a function that knows the owner's address.
/// - once `closed_` is set, the timer is not started. Both change under `lock_`.
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
	static_assert(detail::marked_as_owner<Owner>);

public:
	HrTimer(const HrTimer &) = delete;
	HrTimer &operator=(const HrTimer &) = delete;
	using CallbackMember = void;

	/// Names the function to call: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	HrTimer(Calls<function, self, behind...>)
	{
		detail::check_plain_callback<Owner, function, self, behind...>();
		detail::check_hr_callback<Owner, Clock, HrTimer, function, self>();
		::kxx_hrtimer_begin(&raw_, expired<function, self>, Clock::id, detail::hr_absolute<context>);
		place_.enter(kind_);
	}
	~HrTimer() __waits_for_callback
	{
		place_.leave();
		shutdown();
		::kxx_hrtimer_end(&raw_);
	}

	/// Calls back after `span` (at once if it is negative), and up to `slack` later if that
	/// saves a wakeup. Moves the timer if it is already started.
	///
	/// Context: any.
	void start(Delta span, Delta slack = {}) const __atomic __starts_callback
	{
		detail::check_span_of<Clock>();
		start(detail::ahead(span), detail::slack_of(slack), detail::hr_relative<context>);
	}
	/// Calls back at `point`, at once if that is past, and up to `slack` later if that saves a
	/// wakeup. Moves the timer if it is already started.
	///
	/// Context: any.
	void start_at(Instant<Clock> point, Delta slack = {}) const __atomic __starts_callback
	{
		start(point.nanoseconds(), detail::slack_of(slack), detail::hr_absolute<context>);
	}

	/// Cancels the timer; returns whether it was pending. A running callback continues.
	///
	/// Context: any.
	bool cancel() const __atomic { return ::hrtimer_try_to_cancel(&raw_) > 0; }
	/// Like cancel(), but also waits for the callback: when it returns, no callback runs and
	/// the timer is not pending, unless somebody else starts it.
	///
	/// Do not call it from the callback itself, or under a lock that the callback takes: it
	/// would wait for ever.
	///
	/// Context: process or softirq; does not sleep.
	bool cancel_sync() const __atomic __waits_for_callback { return ::hrtimer_cancel(&raw_) > 0; }
	/// Like cancel_sync(), but permanent: starting the timer has no effect from now on. Call it
	/// first in the destructor of an owner whose body needs the object alone.
	///
	/// Context: process or softirq; does not sleep.
	void shutdown() __atomic __waits_for_callback
	{
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&lock_);
		closed_ = 1;
		::raw_spin_unlock_irqrestore(&lock_, flags);
		// A task that found the timer open has started it by now, so this stops it.
		::hrtimer_cancel(&raw_);
	}

	/// Whether the timer is pending, or its callback is running, now.
	[[nodiscard]] bool active() const __atomic { return ::hrtimer_active(&raw_); }
	/// The time for which it is, or was last, started.
	[[nodiscard]] Instant<Clock> expires() const __atomic
	{
		return Instant<Clock>::from_nanoseconds(::hrtimer_get_expires(&raw_));
	}
	/// The time until it expires; negative if that is past.
	[[nodiscard]] Delta remaining() const __atomic { return Delta::nanoseconds(::kxx_hrtimer_remaining(&raw_)); }

private:
	void start(i64 when, u64 slack, ::hrtimer_mode mode) const
	{
		const unsigned long flags = ::kxx_raw_spin_lock_irqsave(&lock_);
		if (!closed_) [[likely]]
			::hrtimer_start_range_ns(&raw_, when, slack, mode);
		::raw_spin_unlock_irqrestore(&lock_, flags);
	}
	template <auto function, auto self>
	static enum ::hrtimer_restart expired(::hrtimer *raw) __runs_in("hardirq")
	{
		const Owner *owner = detail::owner_of<self>(raw);
		const HrExpiry<Clock> expiry(raw);
		const HrRestart again = (owner->*function)(expiry);

		// Does not use hrtimer_forward() and HRTIMER_RESTART, which would race with a
		// start() elsewhere.
		if (again.next_)
			(owner->*self).start(again.next_, 0, detail::hr_absolute<context>);
		return ::HRTIMER_NORESTART;
	}

	static void stop(::list_head &place) { detail::CallerPlace::owner<&HrTimer::place_>(place).shutdown(); }
	static constexpr detail::CallerKind kind_{ "the hrtimer of", detail::type_name<Owner>, stop,
						   detail::Stopping::Atomic };

	mutable ::hrtimer raw_; // first, see expired()
	mutable ::raw_spinlock_t lock_ = detail::raw_spinlock_unlocked(Class::name, &Class::key);
	u32 closed_ = 0;
	detail::CallerPlace place_;
};

} // namespace kernel
