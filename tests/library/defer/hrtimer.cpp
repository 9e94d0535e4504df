// SPDX-License-Identifier: GPL-2.0
//! hrtimers: one-shot and periodic, on each clock and in both contexts, destroyed and forgotten.
#include <linux/preempt.hpp>

#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/defer/hrtimer.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/cpu.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Count {
	Atomic<u32> calls;
	Atomic<u32> in_hardirq;
	Atomic<u32> destroyed;

	u32 get() const { return calls.load(acquire); }
	bool reaches(u32 wanted) const
	{
		Instant begin = Instant<>::now();

		while (get() < wanted && begin.elapsed() < 10_s)
			sleep(500_us);
		return get() >= wanted;
	}
};

/// Fires periodically, `times` times.
template <typename Clock, HrContext context>
class Beat final : Pinned {
	using Itself = HrTimer<Beat, Clock, context>;

public:
	Beat(const Count &count, u32 times, Delta period) : count_(count), times_(times), period_(period) {}
	const Itself &timer() const { return timer_; }

private:
	HrRestart expired(const HrExpiry<Clock> &expiry) const
	{
		if (::in_hardirq())
			count_.in_hardirq.inc();
		if (expiry.expired() > Instant<Clock>::now())
			return restart::no; // too early; the case notices the missing calls
		if (count_.calls.inc_return() >= times_)
			return restart::no;
		return expiry.forward(period_);
	}

	const Count &count_;
	const u32 times_;
	const Delta period_;
	Itself timer_{ calls<&Beat::expired, &Beat::timer_> };
};

template <typename Clock, HrContext context>
void once(kunit::Test &test)
{
	Count count;
	Beat<Clock, context> beat(count, 1, 1_ms);
	const auto point = Instant<Clock>::now() + 2_ms;

	beat.timer().start_at(point);
	test.expect(beat.timer().expires() == point);
	test.expect(count.reaches(1));
	test.expect(Instant<Clock>::now() >= point);
	sleep(3_ms);
	test.expect_eq(count.get(), 1u);
	test.expect(!beat.timer().active());
	test.expect_eq(count.in_hardirq.load(relaxed), context == HrContext::Hard ? 1u : 0u);
}

template <HrContext context>
void in_periods(kunit::Test &test)
{
	Count count;
	Beat<clock::Monotonic, context> beat(count, 10, 2_ms);
	Instant begin = Instant<>::now();

	beat.timer().start(2_ms);
	test.expect(count.reaches(10));
	test.expect(begin.elapsed() >= 5_ms); // missed periods are not made up for
	sleep(5_ms);
	test.expect_eq(count.get(), 10u);
	test.expect(!beat.timer().active());
	// The last expiry is a whole number of periods after the first.
	test.expect_le(begin.nanoseconds() + 20000000, beat.timer().expires().nanoseconds());
}

void remaining_time(kunit::Test &test)
{
	Count count;
	Beat<clock::Monotonic, HrContext::Soft> beat(count, 1, 1_ms);

	beat.timer().start(1000_s, 1_ms);
	test.expect(beat.timer().active());
	test.expect(beat.timer().remaining() > 900_s);
	test.expect(beat.timer().remaining() <= 1001_s);
	test.expect(beat.timer().cancel());
	test.expect(!beat.timer().cancel());
	test.expect(!beat.timer().cancel_sync());
	test.expect(!beat.timer().active());
	beat.timer().start(-1_s, -1_s); // in the past: expires at once
	test.expect(count.reaches(1));
}

Result<> destroyed_while_it_restarts(kunit::Test &test)
{
	Count count;

	for (u32 i = 0; i < 20; i++) {
		const u32 before = count.get();
		auto beat = TRY((make_box<Beat<clock::Monotonic, HrContext::Hard>>(GFP_KERNEL, count, ~0u, 200_us)));
		beat->timer().start(100_us);
		test.expect(count.reaches(before + 2));
	}
	const u32 calls = count.get();
	sleep(5_ms);
	test.expect_eq(count.get(), calls);
	return ok;
}

void periods_are_counted(kunit::Test &test)
{
	using detail::next_period;
	// A period below the resolution of the clock is rounded up to it, which is a tick on some kernels.
	const i64 step = static_cast<i64>(::kxx_hrtimer_resolution()) * 100;
	const i64 begin = step * 10;

	test.expect_eq(next_period(begin, begin, step).next, begin + step);
	test.expect_eq(next_period(begin, begin, step).periods, 1u);
	test.expect_eq(next_period(begin, begin + step - 1, step).next, begin + step);
	test.expect_eq(next_period(begin, begin + step, step).next, begin + 2 * step);
	test.expect_eq(next_period(begin, begin + step, step).periods, 2u);
	test.expect_eq(next_period(begin, begin + 10 * step - 1, step).next, begin + 10 * step);
	test.expect_eq(next_period(begin, begin + 10 * step - 1, step).periods, 10u);
	test.expect_eq(next_period(begin, begin - 1, step).next, begin + step); // called early
	test.expect_gt(next_period(begin, begin + 99, 0).next, begin + 99);
	test.expect_gt(next_period(begin, begin + 99, -7).next, begin + 99);
	const i64 last = __INT64_MAX__;
	test.expect_eq(next_period(last - 1, last - 1, step).next, last);
}

/// Restarts itself at times of its own choice.
class Points final : Pinned {
public:
	explicit Points(const Count &count) : count_(count) {}
	const HrTimer<Points> &timer() const { return timer_; }

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &expiry) const
	{
		switch (count_.calls.inc_return()) {
		case 1:
			return expiry.at(expiry.expired() + 1_ms);
		case 2:
			return expiry.at(Instant<>::from_nanoseconds(0)); // in the past: expires at once
		case 3:
			timer_.start(1_ms); // restarts itself by start()
			return restart::no;
		default:
			return restart::no;
		}
	}

	const Count &count_;
	HrTimer<Points> timer_{ calls<&Points::expired, &Points::timer_> };
};

void at_points_of_its_own(kunit::Test &test)
{
	Count count;
	Points points(count);

	points.timer().start(1_ms);
	test.expect(count.reaches(4));
	sleep(3_ms);
	test.expect_eq(count.get(), 4u);
}

/// A work item that starts an exact timer of the same object; the timer is destroyed before the work item.
class Starter final : Pinned {
public:
	explicit Starter(const Count &count) : count_(count) {}
	void begin() const { workqueue::system().enqueue(work_); }
	void start() const { timer_.start(100_us); }
	bool active() const { return timer_.active(); }
	void shutdown() { timer_.shutdown(); }

private:
	void work() const
	{
		timer_.start(100_us);
		timer_.start_at(Instant<>::now());
		workqueue::system().enqueue(work_);
	}
	HrRestart expired(const HrExpiry<clock::Monotonic> &expiry) const
	{
		count_.calls.inc();
		return expiry.forward(100_us);
	}

	const Count &count_;
	Work<Starter, "test.starter"> work_{ calls<&Starter::work, &Starter::work_, &Starter::timer_> };
	HrTimer<Starter> timer_{ calls<&Starter::expired, &Starter::timer_> };
};

void shutdown_is_for_good(kunit::Test &test)
{
	Count count;
	Starter starter(count);

	starter.start();
	test.expect(count.reaches(2));
	starter.shutdown();
	test.expect(!starter.active());
	const u32 calls = count.get();
	starter.start();
	test.expect(!starter.active());
	starter.begin();
	sleep(5_ms);
	test.expect(!starter.active());
	test.expect_eq(count.get(), calls);
	starter.shutdown();
}

Result<> destroyed_while_work_starts_it(kunit::Test &test)
{
	Count count;

	for (u32 i = 0; i < 30; i++) {
		const u32 before = count.get();
		auto starter = TRY(make_box<Starter>(GFP_KERNEL, count));

		starter->begin();
		test.expect(count.reaches(before + 1));
	}
	const u32 calls = count.get();
	sleep(5_ms);
	test.expect_eq(count.get(), calls);
	return ok;
}

/// An object in an Arc: its timer fires `times` times, then drops its owner.
class Shared final : Pinned {
public:
	Shared(const Count &count, u32 times) : count_(count), times_(times) {}
	~Shared() { count_.destroyed.inc(); }
	const ArcHrTimer<Shared> &timer() const { return timer_; }

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &expiry) const
	{
		if (count_.calls.inc_return() >= times_)
			return restart::no;
		return expiry.forward(500_us);
	}

	// The timer is in the middle: an object in an Arc need not declare it last.
	const Count &count_;
	ArcHrTimer<Shared> timer_{ calls<&Shared::expired, &Shared::timer_> };
	const u32 times_;
};

bool is_destroyed(const Count &count, u32 wanted)
{
	Instant begin = Instant<>::now();

	while (count.destroyed.load(acquire) < wanted && begin.elapsed() < 10_s)
		sleep(500_us);
	return count.destroyed.load(acquire) == wanted;
}

Result<> forgotten_while_it_runs(kunit::Test &test)
{
	Count count;

	for (u32 i = 0; i < 10; i++) {
		{
			auto shared = TRY(make_arc<Shared>(GFP_KERNEL, count, 5 * (i + 1)));
			TRY(shared->timer().start(shared.share(), 500_us));
		}
		// The timer is the last owner, and destroys the object when it is done.
		test.expect(is_destroyed(count, i + 1));
		test.expect_eq(count.get(), 5 * (i + 1));
	}
	return ok;
}

Result<> cancel_drops_the_owner(kunit::Test &test)
{
	Count count;
	{
		auto shared = TRY(make_arc<Shared>(GFP_KERNEL, count, 1u));
		test.expect(!shared->timer().cancel(shared));
		TRY(shared->timer().start(shared.share(), 1000_s));
		TRY(shared->timer().start(shared.share(), 2000_s)); // moves the timer, which still has one owner
		test.expect(shared->timer().active());
		test.expect(shared->timer().remaining() > 1900_s);
		test.expect(shared->timer().cancel(shared));
		TRY(shared->timer().start_at(shared.share(), Instant<>::now() + 1000_s));
		test.expect(shared->timer().cancel_sync(shared));
		test.expect(!shared->timer().cancel_sync(shared));
		test.expect_eq(count.destroyed.load(acquire), 0u);
	}
	test.expect_eq(count.destroyed.load(acquire), 1u);
	test.expect_eq(count.get(), 0u);
	return ok;
}

Result<> cancelled_while_it_restarts(kunit::Test &test)
{
	Count count;

	for (u32 i = 0; i < 20; i++) {
		auto shared = TRY(make_arc<Shared>(GFP_KERNEL, count, ~0u));
		const u32 before = count.get();
		TRY(shared->timer().start(shared.share(), 100_us));
		test.expect(count.reaches(before + 1));
		shared->timer().cancel_sync(shared);
		test.expect(!shared->timer().active());
	}
	test.expect_eq(count.destroyed.load(acquire), 20u);
	return ok;
}

Result<> refuses_another_owner(kunit::Test &test)
{
	Count count;
	{
		auto one = TRY(make_arc<Shared>(GFP_KERNEL, count, 1u));
		auto other = TRY(make_arc<Shared>(GFP_KERNEL, count, 1u));
		test.expect_error(one->timer().start(other.share(), 1_ms), EINVAL);
		test.expect(!one->timer().active());
		test.expect(!one->timer().cancel(other));
	}
	test.expect_eq(count.destroyed.load(acquire), 2u);
	return ok;
}

/// Records where it was called.
template <HrContext context>
class Place final : Pinned {
public:
	const auto &timer() const { return timer_; }
	bool called() const { return cpu_.load(acquire) != 0; }
	u32 cpu() const { return cpu_.load(acquire) - 1; }
	bool in_hardirq() const { return in_hardirq_.load(relaxed); }

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const
	{
		in_hardirq_.store(::in_hardirq(), relaxed);
		cpu_.store(CpuId::here().number() + 1, release);
		return restart::no;
	}

	Atomic<u32> cpu_{ 0 };
	Atomic<bool> in_hardirq_{ false };
	HrTimer<Place, clock::Monotonic, context> timer_{ calls<&Place::expired, &Place::timer_> };
};

template <HrContext context>
void pinned(kunit::Test &test)
{
	for (u32 tries = 0; tries < 20; tries++) {
		Place<context> place;
		const CpuId before = CpuId::here();

		place.timer().start(1_ms);
		if (CpuId::here() != before)
			continue; // this task moved to another CPU, so the timer may be on either
		for (u32 i = 0; i < 100 && !place.called(); i++)
			sleep(1_ms);
		test.expect(place.called());
		test.expect_eq(place.cpu(), before.number());
		test.expect_eq(place.in_hardirq(), context == HrContext::HardPinned);
		return;
	}
}

KUNIT_SUITE(hrtimer, { "once_soft", once<clock::Monotonic, HrContext::Soft> },
	    { "once_hard", once<clock::Monotonic, HrContext::Hard> },
	    { "once_boottime", once<clock::Boottime, HrContext::Soft> },
	    { "once_realtime", once<clock::Realtime, HrContext::Hard> },
	    { "once_tai", once<clock::Tai, HrContext::Soft> }, { "in_periods_soft", in_periods<HrContext::Soft> },
	    { "in_periods_hard", in_periods<HrContext::Hard> }, { "remaining_time", remaining_time },
	    { "destroyed_while_it_restarts", destroyed_while_it_restarts },
	    { "periods_are_counted", periods_are_counted }, { "at_points_of_its_own", at_points_of_its_own },
	    { "shutdown_is_for_good", shutdown_is_for_good },
	    { "destroyed_while_work_starts_it", destroyed_while_work_starts_it },
	    { "forgotten_while_it_runs", forgotten_while_it_runs },
	    { "cancel_drops_the_owner", cancel_drops_the_owner },
	    { "cancelled_while_it_restarts", cancelled_while_it_restarts },
	    { "refuses_another_owner", refuses_another_owner }, { "pinned_soft", pinned<HrContext::SoftPinned> },
	    { "pinned_hard", pinned<HrContext::HardPinned> });

} // namespace
