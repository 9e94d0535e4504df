// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Timers based on the kernel's tick, which call a member function of an object later.
//!
//! C: include/linux/timer.h
#pragma once

#include <type_traits>

#include <helpers/timer.hpp>
#include <linux/timer.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/time/jiffies.hpp>

namespace kernel {

/// The kind of a Timer: where and when its callback runs.
enum class TimerKind : u32 {
	/// The callback runs in a softirq of the processor that armed the timer, or of another one.
	Normal = 0,
	/// The timer does not wake an idle processor; it runs when something else has woken it.
	Deferrable = ::macro::TIMER_DEFERRABLE,
	/// The timer stays on the processor that armed it.
	Pinned = ::macro::TIMER_PINNED,
	/// The callback runs with interrupts off, so that an interrupt may wait for it.
	IrqSafe = ::macro::TIMER_IRQSAFE,
};

/// A member that calls a const member function of its owner some ticks after it was armed, once.
///
/// Use it for timeouts, and for anything that may be a tick or more late; HrTimer is exact, and
/// work may sleep. The callback arms the timer again if it wants another call. The destructor stops
/// the timer for good, so declare it last in a final class, which the compiler checks
/// (doc/design/callbacks_in_members.md). `name` is the lockdep class: lockdep reports a lock that
/// the callback takes and that the caller of cancel_sync() holds. The callback must not destroy its
/// owner, for example by dropping its last Arc: it would wait for its own end.
///
/// Members that the callback reads must be atomic or protected by a lock: once the callback can
/// run, not even a non-const function of the owner has the object alone.
///
/// All operations are const: any number of tasks may use one timer at once. The callback must not
/// sleep.
///
/// Invariants:
/// - `raw_` is initialised, with a function that knows the owner's address, until shutdown().
///
/// Example:
///     class Watchdog final : Pinned {
///     public:
///             void feed() const { timer_.arm(30_s); }
///             bool fed() const { return timer_.pending(); }
///
///     private:
///             void bark() const { pr_warn("nobody fed the watchdog"); }
///
///             Timer<Watchdog, "example.watchdog"> timer_{
///                     calls<&Watchdog::bark, &Watchdog::timer_>
///             };
///     };
///     Watchdog watchdog;
///     watchdog.feed();
///     test.expect(watchdog.fed());
template <typename Owner, Literal name, TimerKind kind = TimerKind::Normal>
class Timer {
	using Class = LockClass<name, Timer>;
	static_assert(detail::marked_as_owner<Owner>);

public:
	Timer(const Timer &) = delete;
	Timer &operator=(const Timer &) = delete;
	using CallbackMember = void;

	/// Names the function to call: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	Timer(Calls<function, self, behind...>)
	{
		detail::check_plain_callback<Owner, function, self, behind...>();
		static_assert(std::is_same_v<typename detail::MemberPointer<decltype(self)>::Member, Timer>,
			      "calls<> names another member than the one it initialises");
		static_assert(std::is_same_v<decltype(function), void (Owner::*const)() const> ||
				      std::is_same_v<decltype(function), void (Owner::*)() const>,
			      "a timer calls a function `void f() const` of its owner: const, since it "
			      "runs beside other users of the object");
		::kxx_timer_init(&raw_, expired<function, self>, static_cast<u32>(kind), Class::name, &Class::key);
		place_.enter(kind_);
	}
	~Timer() __waits_for_callback
	{
		place_.leave();
		shutdown();
		::kxx_timer_destroy(&raw_);
	}

	/// Calls back after `span`, rounded up, and up to a tick later. Moves the timer if it is
	/// already armed. Returns whether it was armed.
	///
	/// Context: any.
	[[gnu::always_inline]] bool arm(Jiffies span) const __atomic __starts_callback
	{
		return arm_at(JiffiesInstant::now() + span);
	}
	/// Calls back at `point`, at once if that is past. Moves the timer if it is already armed.
	/// Returns whether it was armed.
	///
	/// Context: any.
	[[gnu::always_inline]] bool arm_at(JiffiesInstant point) const __atomic __starts_callback
	{
		return ::mod_timer(&raw_, point.as_raw());
	}
	/// Like arm(), but only if that is earlier than the current time of expiry, or if the timer
	/// is not armed. Returns whether it was armed.
	///
	/// Context: any.
	bool arm_earlier(Jiffies span) const __atomic __starts_callback
	{
		return ::timer_reduce(&raw_, (JiffiesInstant::now() + span).as_raw());
	}

	/// Stops the timer. Returns whether it was armed. The callback may still be running.
	///
	/// Context: any.
	bool cancel() const __atomic { return ::timer_delete(&raw_); }
	/// Like cancel(), but also waits for the callback: when it returns, no callback runs and
	/// the timer is not armed, unless somebody else arms it.
	///
	/// Do not call it from the callback itself, or under a lock that the callback takes: it
	/// would wait for ever.
	///
	/// Context: process or softirq; does not sleep.
	bool cancel_sync() const __atomic __waits_for_callback { return ::timer_delete_sync(&raw_); }
	/// Like cancel_sync(), but permanent: arming has no effect from now on. Call it first in
	/// the destructor of an owner whose body needs the object alone.
	///
	/// Context: process or softirq; does not sleep.
	void shutdown() __atomic __waits_for_callback { ::kxx_timer_shutdown(&raw_); }

	/// Whether the timer is armed now.
	[[nodiscard]] bool pending() const __atomic { return ::timer_pending(&raw_); }
	/// The time for which it is, or was last, armed.
	[[nodiscard]] JiffiesInstant expires() const __atomic
	{
		return JiffiesInstant::from_raw(::kxx_timer_expires(&raw_));
	}

private:
	template <auto function, auto self>
	static void expired(::timer_list *raw) __runs_in("softirq")
	{
		(detail::owner_of<self>(raw)->*function)();
	}

	static void stop(::list_head &place) { detail::CallerPlace::owner<&Timer::place_>(place).shutdown(); }
	static constexpr detail::CallerKind kind_{ "timer", Class::name, stop, detail::Stopping::Atomic };

	mutable ::timer_list raw_; // first, see expired()
	detail::CallerPlace place_;
};

} // namespace kernel
