// SPDX-License-Identifier: GPL-2.0
//! Coroutines on a work queue: starting, joining, cancelling, ending at every moment.
#include "helpers.hpp"

#include <helpers/sched.hpp>
#include <linux/preempt.hpp>
#include <linux/smp.hpp>

using namespace kernel;
using async::Executor;

namespace {

Async<u32> twice(Gfp, u32 n)
{
	CO_TRY(co_await async::yield());
	co_return n * 2;
}
Async<u32> forever(Gfp, Witness witness)
{
	Witness local(std::move(witness));
	for (;;)
		CO_TRY(co_await async::yield());
}
Async<u32> sleeper(Gfp, Witness witness)
{
	CO_TRY(co_await async::sleep(3600_s));
	co_return witness.number();
}
Async<u32> stubborn(Gfp, Witness witness)
{
// A coroutine may ignore its cancellation and go on; everything that it then awaits fails at once.
test_again:
	for (u32 i = 0; i < 5; i++)
		if (auto slept = co_await async::sleep(3600_s); slept.error() != ECANCELED)
			goto test_again;
	co_return witness.number();
}

Result<> spawns(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test")));
	auto a = TRY(executor.spawn(GFP_KERNEL, twice, 4u));
	auto b = TRY(executor.spawn(GFP_KERNEL, twice, 5u));
	auto c = TRY(executor.spawn(
		GFP_KERNEL,
		[](Gfp, Box<u32> box) -> Async<Box<u32>> {
			*box += 1;
			co_return std::move(box);
		},
		TRY(make_box<u32>(GFP_KERNEL, 7u))));
	test.expect_eq(TRY(a.join()), 8);
	test.expect_error(a.join(), ESRCH);
	test.expect_eq(TRY(b.join()), 10);
	test.expect(b.finished());
	auto box = TRY(c.join());
	test.expect_eq(*box, 8);
	return ok;
}

Result<> cancels(kunit::Test &test)
{
	Count alive;
	auto executor = TRY(Executor::create(fmt("test")));
	auto a = TRY(executor.spawn(GFP_KERNEL, forever, Witness(alive)));
	auto b = TRY(executor.spawn(GFP_KERNEL, sleeper, Witness(alive)));
	auto c = TRY(executor.spawn(GFP_KERNEL, stubborn, Witness(alive, 5)));
	a.cancel();
	b.cancel();
	b.cancel();
	c.cancel();
	test.expect_error(a.join(), ECANCELED);
	test.expect_error(b.join(), ECANCELED);
	test.expect_eq(TRY(c.join()), 5);
	test.expect_eq(alive.load(relaxed), 0);
	a.cancel(); // has no effect on a coroutine that has ended
	return ok;
}

/// The destructor ends every coroutine, whether it has not begun, sleeps or runs.
Result<> ends(kunit::Test &test)
{
	Count alive;
	{
		auto executor = TRY(Executor::create(fmt("test")));
		for (u32 i = 0; i < 3; i++) {
			TRY(executor.spawn(GFP_KERNEL, forever, Witness(alive))).detach();
			TRY(executor.spawn(GFP_KERNEL, sleeper, Witness(alive))).detach();
		}
		auto kept = TRY(executor.spawn(GFP_KERNEL, sleeper, Witness(alive)));
		executor.stop();
		test.expect_eq(alive.load(relaxed), 0);
		test.expect(kept.finished());
		test.expect_error(executor.spawn(GFP_KERNEL, sleeper, Witness(alive)), ECANCELED);
		test.expect_error(kept.join(), ECANCELED);
	}
	test.expect_eq(alive.load(relaxed), 0);
	{
		auto executor = TRY(Executor::create(fmt("test")));
		TRY(executor.spawn(GFP_KERNEL, forever, Witness(alive))).detach();
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Async<u32> parent(Gfp flags, async::Spawner spawner)
{
	auto a = CO_TRY(spawner.spawn(flags, twice, 1u));
	auto b = CO_TRY(spawner.spawn(flags, twice, 2u));
	const u32 first = CO_TRY(co_await a);
	co_return first + CO_TRY(co_await b);
}
Result<> joins(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test")));
	auto handle = TRY(executor.spawn(GFP_KERNEL, parent, executor.spawner()));
	test.expect_eq(TRY(handle.join()), 6);
	auto outlives = executor.spawner();
	executor.stop();
	test.expect_error(outlives.spawn(GFP_KERNEL, twice, 1u), ECANCELED);
	return ok;
}

Async<Witness> gives(Gfp, Witness witness)
{
	co_return std::move(witness);
}
/// Assigning to a handle gives up the old coroutine, with its result, at once.
Result<> assigns(kunit::Test &test)
{
	Count alive;
	auto executor = TRY(Executor::create(fmt("test")));
	auto first = TRY(executor.spawn(GFP_KERNEL, gives, Witness(alive)));
	auto second = TRY(executor.spawn(GFP_KERNEL, gives, Witness(alive)));

	executor.flush();
	test.expect_eq(alive.load(relaxed), 2);
	first = std::move(second);
	test.expect_eq(alive.load(relaxed), 1);
	TRY(first.join());
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Async<> times_out(Gfp, Outlives<WaitQueue<"test.never">> queue)
{
	const auto none = co_await async::timeout(1_ms, async::wait(*queue, [] { return false; }));
	if (none.error() != ETIMEDOUT)
		co_return EINVAL;
	CO_TRY(co_await async::timeout(3600_s, async::wait(*queue, [] { return true; })));
	CO_TRY(co_await async::sleep(1_ms));
	co_return co_await async::timeout(3600_s, async::sleep(1_ms));
}
Result<> timeouts(kunit::Test &test)
{
	WaitQueue<"test.never"> queue;
	auto executor = TRY(Executor::create(fmt("test")));
	// SAFETY: the executor ends before the queue.
	auto handle = TRY(executor.spawn(GFP_KERNEL, times_out, Outlives<WaitQueue<"test.never">>(unsafe, &queue)));
	TRY(handle.join());
	test.expect(!queue.has_waiters());
	return ok;
}

struct Shared {
	WaitQueue<"test.ping"> queue;
	Atomic<u32> turn{ 0 };
};
Async<u32> player(Gfp, Arc<Shared> shared, u32 me, u32 rounds)
{
	for (u32 i = 0; i < rounds; i++) {
		CO_TRY(co_await async::wait(shared->queue, [&] { return shared->turn.load(acquire) % 2 == me; }));
		shared->turn.inc();
		shared->queue.wake_up();
	}
	co_return me;
}
/// Two coroutines wait for each other, on all CPUs; wake-ups meet suspensions.
Result<> ping_pong(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test"), { .unbound = true }));
	Arc<Shared> shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto a = TRY(executor.spawn(GFP_KERNEL, player, shared.share(), 0u, 100u));
	auto b = TRY(executor.spawn(GFP_KERNEL, player, shared.share(), 1u, 100u));
	for (u32 i = 0; i < 200; i++)
		shared->queue.wake_up(); // while nothing has changed
	test.expect_eq(TRY(a.join()), 0);
	test.expect_eq(TRY(b.join()), 1);
	test.expect_eq(shared->turn.load(relaxed), 200);
	return ok;
}

struct Waiting {
	async::Waker waker;
};
/// The data that an interrupt uses: the waker of the waiting coroutine, under a lock.
struct Bell {
	RawSpinLock<Waiting, "test.bell"> waiting;
	Atomic<u32> rung{ 0 };

	void ring() const
	{
		rung.inc();
		auto waiter = waiting.lock_irqsave();
		waiter->waker.wake();
		waiter->waker.wake(); // a second wake() does no harm
	}
};
class Ring : public async::Awaitable<Ring> {
public:
	Ring(const Bell &bell, u32 number) : bell_(bell), number_(number) {}

	void arm(async::Waker waker) { bell_.waiting.lock_irqsave()->waker = waker; }
	bool ready() { return bell_.rung.load(acquire) >= number_; }
	void disarm() { bell_.waiting.lock_irqsave()->waker = async::Waker(); }
	Result<u32> take() { return number_; }

private:
	const Bell &bell_;
	u32 number_;
};
Async<u32> listens(Gfp, Arc<Bell> bell, u32 rings)
{
	u32 last = 0;

	for (u32 i = 1; i <= rings; i++)
		last = CO_TRY(co_await Ring(*bell, i));
	co_return last;
}
void interrupt(void *bell)
{
	if (::in_hardirq())
		static_cast<const Bell *>(bell)->ring();
}
/// The coroutine is woken in hard interrupts of both CPUs, while it is suspending, suspended or running.
Result<> woken_by_interrupts(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test"), { .unbound = true }));
	Arc<Bell> bell = TRY(make_arc<Bell>(GFP_KERNEL));
	auto handle = TRY(executor.spawn(GFP_KERNEL, listens, bell.share(), 200u));
	for (u32 i = 0; i < 1000 && !handle.finished(); i++)
		::on_each_cpu(interrupt, const_cast<Bell *>(&*bell), 1);
	test.expect_eq(TRY(handle.join()), 200);
	bell->ring(); // while nobody waits
	return ok;
}

/// The coroutine is cancelled while it is being woken, at a different moment each time.
Result<> cancelled_while_woken(kunit::Test &test)
{
	Count alive;
	auto executor = TRY(Executor::create(fmt("test"), { .unbound = true }));
	Arc<Bell> bell = TRY(make_arc<Bell>(GFP_KERNEL));
	for (u32 round = 0; round < 4; round++) {
		auto handle = TRY(executor.spawn(GFP_KERNEL, listens, bell.share(), 1000000u));
		for (u32 i = 0; i < 20 * round; i++)
			bell->ring();
		handle.cancel();
		bell->ring();
		test.expect_error(handle.join(), ECANCELED);
		bell->ring();
	}
	return ok;
}

Async<> sets(Gfp, Arc<async::Event<"test.event">> event)
{
	CO_TRY(co_await async::yield());
	event->set();
	co_return ok;
}
Async<u32> awaits(Gfp, Arc<async::Event<"test.event">> event)
{
	if (auto early = co_await async::timeout(1_ms, event->awaited()); early.is_error())
		CO_TRY(co_await *event);
	co_return event->is_set() ? 1u : 0u;
}
Result<> events(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test")));
	auto event = Arc<async::Event<"test.event">>(TRY(make_arc<async::Event<"test.event">>(GFP_KERNEL)));
	auto first = TRY(executor.spawn(GFP_KERNEL, awaits, event.share()));
	auto second = TRY(executor.spawn(GFP_KERNEL, awaits, event.share()));
	TRY(executor.spawn(GFP_KERNEL, sets, event.share())).detach();
	event->wait();
	test.expect_eq(TRY(first.join()), 1);
	test.expect_eq(TRY(second.join()), 1);
	event->reset();
	test.expect(!event->is_set());
	return ok;
}

Async<> waits_for(Gfp, Arc<Shared> shared, async::JoinHandle<u32> other)
{
	const auto late = co_await async::timeout(1_ms, other.awaited());
	if (late.error() != ETIMEDOUT)
		co_return EINVAL;
	shared->turn.store(1, release);
	shared->queue.wake_up();
	CO_TRY(co_await other);
	co_return ok;
}
/// The wait for a handle has a time limit; the handle is destroyed with the coroutine that has it.
Result<> joins_with_a_limit(kunit::Test &)
{
	auto executor = TRY(Executor::create(fmt("test")));
	Arc<Shared> shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto other = TRY(executor.spawn(GFP_KERNEL, player, shared.share(), 1u, 1u));
	auto handle = TRY(executor.spawn(GFP_KERNEL, waits_for, shared.share(), std::move(other)));
	return handle.join();
}

KUNIT_SUITE(async_executor, { "spawns", spawns }, { "cancels", cancels }, { "ends", ends }, { "joins", joins },
	    { "assigns", assigns }, { "timeouts", timeouts }, { "ping_pong", ping_pong },
	    { "woken_by_interrupts", woken_by_interrupts }, { "cancelled_while_woken", cancelled_while_woken },
	    { "events", events }, { "joins_with_a_limit", joins_with_a_limit });

} // namespace
