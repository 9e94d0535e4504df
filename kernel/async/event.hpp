// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An event for which coroutines and threads wait.
//!
//! C: include/linux/completion.h
#pragma once

#include <kernel/async/wait.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/wait/wait.hpp>

namespace kernel::async {

/// A flag for which coroutines and threads wait. Once set, it stays set until reset().
///
/// A Completion is only for threads, and counts. If the condition is more than a flag, use wait().
/// `name` is the lockdep class of the lock inside. An Event may be a static or a member.
///
/// All operations are const: any number of tasks may use one Event at once.
///
/// Invariants:
/// - the task that sets `set_` wakes `queue_` after that.
///
/// Example:
///     auto event = TRY(make_arc<async::Event<"example.ready">>(GFP_KERNEL));
///     auto waiter = [](Gfp, Arc<async::Event<"example.ready">> event) -> Async<u32> {
///             CO_TRY(co_await *event);
///             co_return 5u;
///     };
///     auto executor = TRY(async::Executor::create(fmt("example_event")));
///     auto handle = TRY(executor.spawn(GFP_KERNEL, waiter, event.share()));
///     event->set(); // in an interrupt handler, perhaps
///     test.expect_eq(TRY(handle.join()), 5u);
template <Literal name>
class Event {
	struct IsSet {
		const Event *event;
		bool operator()() const { return event->is_set(); }
	};

public:
	/// Starts unset. A static is initialised at compile time.
	constexpr Event() = default;
	Event(const Event &) = delete;
	Event &operator=(const Event &) = delete;

	/// Sets the flag: all current and later waiters continue. They see everything that was
	/// written before.
	///
	/// Context: any but NMI.
	void set() const __atomic
	{
		set_.store(true, release);
		queue_.wake_up_all();
	}
	/// Clears the flag.
	///
	/// Context: any.
	void reset() const __atomic { set_.store(false, relaxed); }
	/// Whether the flag is set now.
	///
	/// Context: any.
	[[nodiscard]] bool is_set() const __atomic { return set_.load(acquire); }

	/// For coroutines: the Awaitable behind `co_await event`, which yields a Result<>. Pass it
	/// to timeout().
	///
	/// Errors, of the co_await: ECANCELED.
	Wait<IsSet> awaited() const & __lifetimebound { return async::wait(queue_, IsSet{ this }); }
	Wait<IsSet> awaited() const && = delete;
	Wait<IsSet> operator co_await() const & __lifetimebound { return async::wait(queue_, IsSet{ this }); }
	void operator co_await() const && = delete;
	/// For threads: sleeps until the flag is set.
	///
	/// Context: process; may sleep.
	void wait() const __sleeps { queue_.wait(IsSet{ this }); }

private:
	WaitQueue<name> queue_;
	mutable Atomic<bool> set_{ false };
};

} // namespace kernel::async
