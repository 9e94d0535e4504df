// SPDX-License-Identifier: GPL-2.0
//! Threads: what they take and return, stopping, parking, ending early, many of them.
#include <linux/smp.hpp>

#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

/// The data that the threads and the case share.
struct Shared {
	Atomic<u32> begun, rounds, alive;

	bool reaches(const Atomic<u32> &counter, u32 wanted) const
	{
		Instant begin = Instant<>::now();

		while (counter.load(acquire) < wanted && begin.elapsed() < 10_s)
			sleep(500_us);
		return counter.load(acquire) >= wanted;
	}
};

/// Counts its live objects.
class Token {
public:
	explicit Token(Arc<Shared> shared) : shared_(std::move(shared)) { shared_->alive.inc(); }
	Token(Token &&other) noexcept : shared_(other.shared_.share()), counts_(std::exchange(other.counts_, false)) {}
	~Token()
	{
		if (counts_)
			shared_->alive.dec();
	}

private:
	Arc<Shared> shared_;
	bool counts_ = true;
};

int until_stopped(const ThisKthread &self, Arc<Shared> shared)
{
	shared->begun.inc();
	while (!self.should_stop()) {
		shared->rounds.inc();
		self.park_me();
		self.sleep();
	}
	return 7;
}

Result<> returns_a_value(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto thread = TRY(Kthread::run(fmt("kxx-value"), until_stopped, shared.share()));

	test.expect(shared->reaches(shared->begun, 1));
	test.expect(!thread.finished());
	test.expect_eq(TRY(thread.stop()), 7);
	test.expect_eq(TRY(thread.stop()), 7);
	test.expect(thread.finished());
	return ok;
}

Result<> returns_an_error(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto fails = [](const ThisKthread &, Arc<Shared> shared) -> Result<> {
		shared->begun.inc();
		return EHWPOISON;
	};
	auto counts = [](const ThisKthread &, Arc<Shared> shared) -> Result<int> {
		shared->begun.inc();
		return 12;
	};
	auto thread = TRY(Kthread::run(fmt("kxx-error"), fails, shared.share()));

	test.expect(shared->reaches(shared->begun, 1));
	test.expect_error(thread.stop(), EHWPOISON);
	thread = TRY(Kthread::run(fmt("kxx-count"), counts, shared.share()));
	test.expect(shared->reaches(shared->begun, 2));
	test.expect_eq(TRY(thread.stop()), 12);
	return ok;
}

Result<> has_its_name(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto thread = TRY(Kthread::run(fmt("kxx/{}-{:x}", 12, 255u), until_stopped, shared.share()));

	test.expect_eq(TRY(thread.task())->comm().text, "kxx/12-ff");
	return ok;
}

Result<> owns_what_it_takes(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	{
		auto box = TRY(make_box<Token>(GFP_KERNEL, shared.share()));
		auto thread = TRY(Kthread::run(
			fmt("kxx-owns"),
			[](const ThisKthread &self, Box<Token> box, Token token, Arc<Shared> shared) {
				shared->begun.inc();
				while (!self.should_stop())
					self.sleep();
			},
			std::move(box), Token(shared.share()), shared.share()));
		test.expect_null(box.get());
		test.expect(shared->reaches(shared->begun, 1));
		test.expect_eq(shared->alive.load(acquire), 2u);
		TRY(thread.stop());
		test.expect_eq(shared->alive.load(acquire), 0u);
	}
	test.expect_eq(shared->alive.load(acquire), 0u);
	return ok;
}

Result<> stopped_before_it_runs(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	u32 never_ran = 0;

	for (u32 i = 0; i < test.rounds(50); i++) {
		auto thread = TRY(Kthread::run(
			fmt("kxx-stop{}", i),
			[](const ThisKthread &, Token, Arc<Shared> shared) { shared->begun.inc(); },
			Token(shared.share()), shared.share()));
		Result<int> result = thread.stop();
		if (result.is_error()) {
			test.expect_error(result, EINTR);
			never_ran++;
		}
	}
	test.expect_eq(shared->alive.load(acquire), 0u);
	test.expect_eq(shared->begun.load(acquire) + never_ran, test.rounds(50));
	return ok;
}

Result<> ends_by_itself(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto thread = TRY(Kthread::run(
		fmt("kxx-early"),
		[](const ThisKthread &, Arc<Shared> shared) {
			shared->begun.inc();
			return 3;
		},
		shared.share()));
	Instant begin = Instant<>::now();

	while (!thread.finished() && begin.elapsed() < 10_s)
		sleep(1_ms);
	sleep(20_ms); // the thread has exited by now
	test.expect_error(thread.park(), ESRCH);
	thread.unpark();
	(void)thread.wake_up();
	test.expect_eq(TRY(thread.stop()), 3);
	return ok;
}

Result<> parks(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto thread = TRY(Kthread::run(fmt("kxx-park"), until_stopped, shared.share()));

	for (int i = 0; i < 5; i++) {
		TRY(thread.park());
		const u32 rounds = shared->rounds.load(acquire);
		test.expect_error(thread.park(), EBUSY);
		(void)thread.wake_up();
		sleep(2_ms);
		test.expect_eq(shared->rounds.load(acquire), rounds);
		thread.unpark();
		thread.unpark();
		for (int tries = 0; shared->rounds.load(acquire) == rounds && tries < 10000; tries++) {
			(void)thread.wake_up();
			sleep(200_us);
		}
		test.expect_gt(shared->rounds.load(acquire), rounds);
	}
	TRY(thread.park());
	// A parked thread can be stopped.
	test.expect_eq(TRY(thread.stop()), 7);
	test.expect_error(thread.park(), ESRCH);
	return ok;
}

/// A thread is parked while it is about to return: the caller must not wait for ever.
Result<> parked_while_it_ends(kunit::Test &test)
{
	for (u32 i = 0; i < test.rounds(50); i++) {
		auto thread = TRY(Kthread::run(
			fmt("kxx-end{}", i),
			[](const ThisKthread &, u32 wait) {
				for (u32 n = 0; n < wait; n++)
					delay(2_us);
			},
			i * 3));
		Result<> parked = thread.park();
		test.expect(parked.is_ok() || parked.error() == ESRCH);
		if (i % 2)
			thread.unpark();
	}
	return ok;
}

Result<> on_one_processor(kunit::Test &test)
{
	for (CpuId cpu : online_cpus()) {
		auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
		auto thread = TRY(Kthread::run_on(
			cpu, fmt("kxx-cpu/{}", cpu),
			[](const ThisKthread &, Arc<Shared> shared) {
				const u32 here = CpuId::here().number();
				shared->begun.inc();
				return static_cast<int>(here);
			},
			shared.share()));
		test.expect(shared->reaches(shared->begun, 1));
		test.expect_eq(TRY(thread.stop()), static_cast<int>(cpu.number()));
	}
	return ok;
}

Result<> a_hundred(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	const u32 many = test.rounds(100);
	{
		Vec<Kthread> threads;
		TRY(threads.reserve(many, GFP_KERNEL));
		for (u32 i = 0; i < many; i++)
			TRY(threads.push(TRY(Kthread::run(fmt("kxx-many/{}", i), until_stopped, shared.share())),
					 GFP_KERNEL));
		test.expect(shared->reaches(shared->begun, many));
		for (Kthread &thread : threads)
			test.expect_eq(TRY(thread.stop()), 7);
	}
	test.expect_eq(shared->begun.load(acquire), many);
	// The shared object has one owner again: no thread has kept its own.
	test.expect(std::move(shared).into_unique_or_drop().is_ok());
	return ok;
}

Result<> moves(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto first = TRY(Kthread::run(fmt("kxx-move"), until_stopped, shared.share()));
	Kthread second(std::move(first));

	test.expect(first.finished());
	test.expect_error(first.stop(), EINTR);
	test.expect_error(first.park(), ESRCH);
	test.expect(!first.wake_up());
	test.expect(shared->reaches(shared->begun, 1));
	// The assignment joins the previous thread.
	second = TRY(Kthread::run(fmt("kxx-next"), until_stopped, shared.share()));
	test.expect(shared->reaches(shared->begun, 2));
	test.expect_eq(TRY(second.stop()), 7);
	return ok;
}

KUNIT_SUITE(kthread, { "returns_a_value", returns_a_value }, { "returns_an_error", returns_an_error },
	    { "has_its_name", has_its_name }, { "owns_what_it_takes", owns_what_it_takes },
	    { "stopped_before_it_runs", stopped_before_it_runs }, { "ends_by_itself", ends_by_itself },
	    { "parks", parks }, { "parked_while_it_ends", parked_while_it_ends },
	    { "on_one_processor", on_one_processor }, { "a_hundred", a_hundred }, { "moves", moves });

} // namespace
