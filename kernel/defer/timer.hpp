// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Timers of the kernel's tick: a member function of an object, called later.
//!
//! C: include/linux/timer.h
#pragma once

#include <type_traits>

#include <helpers/timer.hpp>
#include <linux/timer.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/time/jiffies.hpp>

namespace kernel {

/// What a Timer does beside counting ticks.
enum class TimerKind : u32 {
	/// The callback runs in a softirq of the processor that armed it, or of another.
	Normal = 0,
	/// It does not wake an idle processor; it runs when something else has.
	Deferrable = ::macro::TIMER_DEFERRABLE,
	/// It stays on the processor that armed it.
	Pinned = ::macro::TIMER_PINNED,
	/// The callback runs with interrupts off, so that an interrupt may wait for it.
	IrqSafe = ::macro::TIMER_IRQSAFE,
};

/// A member that calls a const member function of its owner some ticks after it was armed, once.
///
/// For timeouts, and anything that may be a tick or more late; HrTimer is exact, work may sleep. The
/// callback arms the timer again if it wants to be called again. The destructor stops it for good, so
/// the timer is declared last in a final class, which the compiler checks
/// (doc/design/callbacks_in_members.md). `name` is the lockdep class: a lock that the callback takes
/// and that the canceller holds is reported. The callback must not destroy its owner, as by dropping the
/// last Arc of it: it would wait for its own end.
///
/// What the callback reads of its owner is guarded by a lock or atomic: once it can run, not even
/// a non-const function of the owner is alone.
///
/// All operations are const: any number of tasks may use one at once. The callback does not sleep.
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

public:
	Timer(const Timer &) = delete;
	Timer &operator=(const Timer &) = delete;
	using CallbackMember = void;

	/// Says what is called: `calls<&Owner::function, &Owner::this_member>`.
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
		::kxx_timer_init(&raw_, expired<function, self>, static_cast<u32>(kind), Class::name,
				 &Class::key);
	}
	~Timer()
	{
		shutdown();
		::kxx_timer_destroy(&raw_);
	}

	/// Calls back after `span`, rounded up, and up to a tick later. Armed already, it is moved.
	/// Says whether it was armed.
	///
	/// Context: any.
	[[gnu::always_inline]] bool arm(Jiffies span) const __atomic
	{
		return arm_at(JiffiesInstant::now() + span);
	}
	/// Calls back at `point`, at once if that is past. Armed already, it is moved. Says whether it
	/// was armed.
	///
	/// Context: any.
	[[gnu::always_inline]] bool arm_at(JiffiesInstant point) const __atomic
	{
		return ::mod_timer(&raw_, point.as_raw());
	}
	/// arm(), if that is earlier than what it is armed for, or if it is not armed. Says whether it
	/// was.
	///
	/// Context: any.
	bool arm_earlier(Jiffies span) const __atomic
	{
		return ::timer_reduce(&raw_, (JiffiesInstant::now() + span).as_raw());
	}

	/// Says whether it was armed. The callback may be running still.
	///
	/// Context: any.
	bool cancel() const __atomic { return ::timer_delete(&raw_); }
	/// The same, and waits for the callback: when it returns, nothing runs and nothing is armed,
	/// unless somebody else arms it.
	///
	/// Not from the callback itself, nor under a lock that the callback takes: that waits for ever.
	///
	/// Context: process or softirq; does not sleep.
	bool cancel_sync() const { return ::timer_delete_sync(&raw_); }
	/// cancel_sync() for good: arming has no effect from now on. As the destructor of an owner
	/// begins whose body must be alone.
	///
	/// Context: process or softirq; does not sleep.
	void shutdown() { ::kxx_timer_shutdown(&raw_); }

	/// Whether it is armed, now.
	[[nodiscard]] bool pending() const __atomic { return ::timer_pending(&raw_); }
	/// What it is, or was last, armed for.
	[[nodiscard]] JiffiesInstant expires() const __atomic
	{
		return JiffiesInstant::from_raw(::kxx_timer_expires(&raw_));
	}

private:
	template <auto function, auto self>
	static void expired(::timer_list *raw)
	{
		(detail::owner_of<self>(raw)->*function)();
	}

	mutable ::timer_list raw_;
};

} // namespace kernel
