// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/async/wait.hpp refuses.
#include <kernel/async/wait.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

// REFUSED wait_condition_says_nothing: no matching function|predicate
// A condition returns whether it holds.
void use(const WaitQueue<"test.queue"> &queue, const bool &ready);
void use(const WaitQueue<"test.queue"> &queue, const bool &ready)
{
#ifdef FIXED
	queue.wait([&] { return ready; });
#else
	queue.wait([&] { static_cast<void>(ready); });
#endif
}

// REFUSED wait_queue_moved: deleted function
// Waiters are linked to the queue by its address.
void use(WaitQueue<"test.queue"> &queue);
void use(WaitQueue<"test.queue"> &queue)
{
#ifdef FIXED
	WaitQueue<"test.queue"> &other = queue;
#else
	WaitQueue<"test.queue"> other = std::move(queue);
#endif
	other.wake_up();
}

// REFUSED wait_signal_ignored: ignoring return|nodiscard
// A signal may end the wait before the condition holds, so the caller checks the result.
Result<> use(const WaitQueue<"test.queue"> &queue, const bool &ready);
Result<> use(const WaitQueue<"test.queue"> &queue, const bool &ready)
{
#ifdef FIXED
	TRY(queue.wait_interruptible([&] { return ready; }));
#else
	queue.wait_interruptible([&] { return ready; });
#endif
	return ok;
}

// REFUSED wait_timeout_of_number: no matching function|could not convert|cannot convert
// A number has no unit.
Result<> use(const WaitQueue<"test.queue"> &queue);
Result<> use(const WaitQueue<"test.queue"> &queue)
{
	auto never = [] { return false; };
#ifdef FIXED
	TRY(queue.wait_timeout(10_ms, never));
#else
	TRY(queue.wait_timeout(10, never));
#endif
	return ok;
}

// REFUSED wait_with_temporary_guard: cannot bind|no matching function
// The lock is held again after the wait, so its guard must outlive the call.
void use(const WaitQueue<"test.queue"> &queue, const Mutex<u32, "test.lock"> &lock);
void use(const WaitQueue<"test.queue"> &queue, const Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto number = lock.lock();
	queue.wait(number, [&] { return *number > 0; });
#else
	queue.wait(lock.lock(), [] { return true; });
#endif
}
