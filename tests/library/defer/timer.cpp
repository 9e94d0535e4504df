// SPDX-License-Identifier: GPL-2.0
//! Timers fire once, are moved, cancelled in flight, and destroyed while they arm themselves.
#include <kernel/base/processor.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/cpu.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

/// Counts calls of callbacks; outlives every owner.
struct Count {
	Atomic<u32> calls;

	u32 get() const { return calls.load(acquire); }
	/// Waits until there were `wanted` calls; gives up after ten seconds.
	bool reaches(u32 wanted) const
	{
		JiffiesInstant end = JiffiesInstant::now() + 10_s;

		while (get() < wanted && !end.passed())
			sleep(1_ms);
		return get() >= wanted;
	}
};

class Once final : Pinned {
public:
	explicit Once(const Count &count) : count_(count) {}

	const Timer<Once, "test.once"> &timer() const { return timer_; }
	void shutdown() { timer_.shutdown(); }

private:
	void expired() const { count_.calls.inc(); }

	u64 before_ = 0x1111;
	const Count &count_;
	Timer<Once, "test.once"> timer_{ calls<&Once::expired, &Once::timer_> };
};

void fires_once(kunit::Test &test)
{
	Count count;
	Once once(count);

	test.expect(!once.timer().pending());
	test.expect(!once.timer().arm(1_ms));
	test.expect(count.reaches(1));
	sleep(20_ms);
	test.expect_eq(count.get(), 1u);
	test.expect(!once.timer().pending());
}

void not_too_early(kunit::Test &test)
{
	Count count;
	Once once(count);
	Instant begin = Instant<>::now();

	once.timer().arm(30_ms);
	while (count.get() == 0 && begin.elapsed() < 10_s)
		sleep(200_us);
	// The timer was armed in the middle of a tick, so the wait may be one tick shorter.
	test.expect(begin.elapsed() >= 30_ms - Jiffies::ticks(1).delta());
}

void is_moved(kunit::Test &test)
{
	Count count;
	Once once(count);

	once.timer().arm(1000_s);
	test.expect(once.timer().pending());
	test.expect(once.timer().expires() > JiffiesInstant::now() + 900_s);
	test.expect(once.timer().arm_earlier(2000_s));
	test.expect(once.timer().expires() < JiffiesInstant::now() + 1100_s);
	test.expect(once.timer().arm_earlier(1_ms));
	test.expect(count.reaches(1));
	once.timer().arm_at(JiffiesInstant::now());
	test.expect(count.reaches(2));
	once.timer().arm(Jiffies::max());
	test.expect(once.timer().pending());
	once.timer().cancel();
}

void is_cancelled(kunit::Test &test)
{
	Count count;
	Once once(count);

	test.expect(!once.timer().cancel());
	once.timer().arm(20_ms);
	test.expect(once.timer().cancel());
	once.timer().arm(20_ms);
	test.expect(once.timer().cancel_sync());
	test.expect(!once.timer().cancel_sync());
	sleep(50_ms);
	test.expect_eq(count.get(), 0u);
}

void shutdown_is_for_good(kunit::Test &test)
{
	Count count;
	Once once(count);

	once.timer().arm(1_s);
	once.shutdown();
	test.expect(!once.timer().pending());
	once.timer().arm(1_ms);
	test.expect(!once.timer().pending());
	sleep(20_ms);
	test.expect_eq(count.get(), 0u);
	once.shutdown();
}

Result<> destroyed_while_armed(kunit::Test &test)
{
	Count count;

	for (int i = 0; i < 20; i++) {
		auto once = TRY(make_box<Once>(GFP_KERNEL, count));
		once->timer().arm(5_ms);
	}
	const u32 calls = count.get();
	sleep(30_ms);
	test.expect_eq(count.get(), calls);
	return ok;
}

/// Arms itself from its callback.
template <TimerKind kind>
class Again final : Pinned {
	using Itself = Timer<Again, "test.again", kind>;

public:
	explicit Again(const Count &count) : count_(count) {}
	~Again() { check_ = 0; }
	const Itself &timer() const { return timer_; }

private:
	void expired() const
	{
		if (check_ == 0x5a5a5a5a)
			count_.calls.inc();
		timer_.arm(Jiffies::ticks(1));
	}

	u32 check_ = 0x5a5a5a5a;
	const Count &count_;
	Itself timer_{ calls<&Again::expired, &Again::timer_> };
};

template <TimerKind kind>
Result<> destroyed_while_it_arms_itself(kunit::Test &test)
{
	Count count;

	for (u32 i = 0; i < 10; i++) {
		const u32 before = count.get();
		auto again = TRY(make_box<Again<kind>>(GFP_KERNEL, count));
		again->timer().arm(Jiffies());
		if (kind != TimerKind::Deferrable)
			test.expect(count.reaches(before + 3));
	}
	const u32 calls = count.get();
	sleep(30_ms);
	test.expect_eq(count.get(), calls);
	return ok;
}

/// A callback that takes long, so that cancel and destruction meet it running.
class Slow final : Pinned {
public:
	Slow(const Count &entered, const Count &left) : entered_(entered), left_(left) {}
	const Timer<Slow, "test.slow"> &timer() const { return timer_; }

private:
	void expired() const
	{
		entered_.calls.inc();
		delay(15_ms);
		left_.calls.inc();
	}

	const Count &entered_;
	const Count &left_;
	Timer<Slow, "test.slow"> timer_{ calls<&Slow::expired, &Slow::timer_> };
};

void cancelled_in_flight(kunit::Test &test)
{
	Count entered, left;
	{
		Slow slow(entered, left);
		slow.timer().arm(Jiffies());
		while (entered.get() == 0)
			sleep(100_us);
		slow.timer().cancel_sync();
		test.expect_eq(left.get(), 1u);
		slow.timer().arm(Jiffies());
		while (entered.get() == 1)
			sleep(100_us);
	}
	test.expect_eq(left.get(), 2u);
}

/// Shows whether the destructor on one CPU waits for the callback on another.
struct Meeting {
	Atomic<u32> entered, left, left_when_destroyed;
};

class OnItsCpu final : Pinned {
public:
	explicit OnItsCpu(Arc<Meeting> meeting) : meeting_(std::move(meeting)) {}
	const auto &timer() const { return timer_; }

private:
	void expired() const
	{
		meeting_->entered.store(1, release);
		delay(15_ms);
		meeting_->left.store(1, release);
	}

	Arc<Meeting> meeting_;
	Timer<OnItsCpu, "test.on_its_cpu", TimerKind::Pinned> timer_{ calls<&OnItsCpu::expired, &OnItsCpu::timer_> };
};

Result<> destruction_waits_for_the_callback(kunit::Test &test)
{
	auto second = CpuId::from(1);
	if (second.is_error())
		return test.skip("one CPU only");
	auto meeting = TRY(make_arc<Meeting>(GFP_KERNEL));
	auto owner = TRY(make_arc<OnItsCpu>(GFP_KERNEL, meeting.share()));
	// The timer fires on the CPU that armed it, while the last owner waits for it on another.
	{
		auto arms = TRY(Kthread::run_on(
			TRY(std::move(second)), fmt("kxx-arms"),
			[](const ThisKthread &, Arc<OnItsCpu> armed) { armed->timer().arm(100_ms); }, owner.share()));
		while (!arms.finished())
			sleep(1_ms);
	}
	auto destroys = TRY(Kthread::run_on(
		TRY(CpuId::from(0)), fmt("kxx-destroys"),
		[](const ThisKthread &, Arc<OnItsCpu> last, Arc<Meeting> seen) {
			while (!seen->entered.load(acquire))
				cpu_relax();
			{
				Arc<OnItsCpu> gone(std::move(last));
			}
			seen->left_when_destroyed.store(seen->left.load(acquire) + 1, release);
		},
		std::move(owner), meeting.share()));
	while (!destroys.finished())
		sleep(1_ms);
	test.expect_eq(meeting->left_when_destroyed.load(acquire), 2);
	return ok;
}

/// Two timers, each of which arms the other.
class Pair final : Pinned {
public:
	explicit Pair(const Count &count) : count_(count) {}
	void start() const { first_.arm(Jiffies()); }

private:
	void ping() const
	{
		count_.calls.inc();
		second_.arm(Jiffies());
	}
	void pong() const
	{
		count_.calls.inc();
		first_.arm(Jiffies());
	}

	const Count &count_;
	Timer<Pair, "test.ping"> first_{ calls<&Pair::ping, &Pair::first_, &Pair::second_> };
	Timer<Pair, "test.pong"> second_{ calls<&Pair::pong, &Pair::second_> };
};

Result<> two_that_arm_each_other(kunit::Test &test)
{
	Count count;

	for (u32 i = 0; i < 10; i++) {
		const u32 before = count.get();
		auto pair = TRY(make_box<Pair>(GFP_KERNEL, count));
		pair->start();
		test.expect(count.reaches(before + 4));
	}
	const u32 calls = count.get();
	sleep(30_ms);
	test.expect_eq(count.get(), calls);
	return ok;
}

KUNIT_SUITE(timer, { "fires_once", fires_once }, { "not_too_early", not_too_early }, { "is_moved", is_moved },
	    { "is_cancelled", is_cancelled }, { "shutdown_is_for_good", shutdown_is_for_good },
	    { "destroyed_while_armed", destroyed_while_armed },
	    { "destroyed_while_it_arms_itself", destroyed_while_it_arms_itself<TimerKind::Normal> },
	    { "destroyed_while_it_arms_itself_irqsafe", destroyed_while_it_arms_itself<TimerKind::IrqSafe> },
	    { "destroyed_while_it_arms_itself_pinned", destroyed_while_it_arms_itself<TimerKind::Pinned> },
	    { "destroyed_while_it_arms_itself_deferrable", destroyed_while_it_arms_itself<TimerKind::Deferrable> },
	    { "cancelled_in_flight", cancelled_in_flight },
	    { "destruction_waits_for_the_callback", destruction_waits_for_the_callback },
	    { "two_that_arm_each_other", two_that_arm_each_other });

} // namespace
