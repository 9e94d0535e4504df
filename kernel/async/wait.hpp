// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Waits in a coroutine until a condition holds.
//!
//! C: include/linux/wait.h
#pragma once

#include <concepts>
#include <utility>

#include <kernel/async/async.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/wait/wait.hpp>

namespace kernel::async {

/// The awaitable of wait().
template <std::predicate Condition>
class Wait : public Awaitable<Wait<Condition>> {
public:
	void arm(Waker waker) __atomic { entry_.add(queue_, waker); }
	bool ready() { return condition_(); }
	void disarm() __atomic { entry_.remove(); }
	Result<> take() { return ok; }

private:
	template <Literal name, std::predicate C>
	friend Wait<C> wait(const WaitQueue<name> &queue, C condition);
	Wait(::wait_queue_head *queue, Condition condition) : queue_(queue), condition_(std::move(condition)) {}

	::wait_queue_head *queue_;
	[[no_unique_address]] Condition condition_;
	detail::WaitEntry entry_;
};

/// Waits until `condition()` holds, as WaitQueue::wait() does for threads. The condition is checked
/// after each wake-up of `queue`, which must outlive the co_await. The executor checks it, so it
/// may sleep.
///
/// Errors, of the co_await: ECANCELED.
///
/// Example:
///     WaitQueue<"example.ready"> queue;
///     Atomic<bool> ready{ false };
///     auto waiter = [](Gfp, auto &queue, auto &ready) -> Async<> {
///             CO_TRY(co_await async::wait(queue, [&] { return ready.load(acquire); }));
///             co_return ok;
///     };
///     ready.store(true, release); // elsewhere, usually; then
///     queue.wake_up();
///     TRY(async::block_on(waiter(GFP_KERNEL, queue, ready)));
template <Literal name, std::predicate Condition>
Wait<Condition> wait(const WaitQueue<name> &queue __lifetimebound, Condition condition)
{
	return Wait<Condition>(queue.as_raw(), std::move(condition));
}

} // namespace kernel::async
