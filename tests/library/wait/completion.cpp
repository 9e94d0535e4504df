// SPDX-License-Identifier: GPL-2.0
//! Completions: counted, for all, with time limits, interrupted by signals.
#include "helpers.hpp"

#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constinit Completion<"test.done.static"> static_done;

void counts(kunit::Test &test)
{
	Completion<"test.done"> done;

	test.expect(!done.done());
	test.expect(!done.try_wait());
	done.complete();
	done.complete();
	test.expect(done.done());
	done.wait();
	test.expect(done.try_wait());
	test.expect(!done.try_wait());
	done.complete();
	done.wait_io();
	test.expect(!done.done());
}

void a_static_needs_no_code(kunit::Test &test)
{
	// The completion is used up again, since the suite may run several times in one load.
	static_done.complete();
	static_done.wait();
	test.expect(!static_done.try_wait());
}

void all(kunit::Test &test)
{
	Completion<"test.done"> done;

	done.complete_all();
	for (u32 i = 0; i < 5; i++)
		done.wait();
	test.expect(done.done());
	done.reinit();
	test.expect(!done.done());
	const auto &shared = done;
	shared.complete_all();
	// SAFETY: no other task knows the completion.
	shared.reinit(unsafe);
	test.expect(!done.try_wait());
}

Result<> limits(kunit::Test &test)
{
	Completion<"test.done"> done;

	test.expect_error(done.wait_timeout(2_ms), ETIMEDOUT);
	test.expect_error(done.wait_interruptible_timeout(2_ms), ETIMEDOUT);
	test.expect_error(done.wait_killable_timeout(2_ms), ETIMEDOUT);
	test.expect_error(done.wait_timeout(Jiffies()), ETIMEDOUT);
	done.complete_all();
	test.expect_eq(TRY(done.wait_timeout(1_s)).ticks(), Jiffies(1_s).ticks());
	test.expect_eq(TRY(done.wait_interruptible_timeout(1_s)).ticks(), Jiffies(1_s).ticks());
	test.expect_eq(TRY(done.wait_killable_timeout(1_s)).ticks(), Jiffies(1_s).ticks());
	test.expect_eq(TRY(done.wait_timeout(Jiffies())).ticks(), 1);
	TRY(done.wait_interruptible());
	TRY(done.wait_killable());
	return ok;
}

struct Pair {
	Completion<"test.pair.begun"> begun;
	Completion<"test.pair.answer"> answer;
	Atomic<i32> got;
	Atomic<bool> ended;

	/// Declared after the Pair and before the thread, so that no task keeps waiting, however a case ends.
	struct Release {
		Pair &pair;
		~Release() { pair.answer.complete_all(); }
	};
};

Result<> across_threads(kunit::Test &test)
{
	Pair pair;
	Pair::Release at_end{ pair };
	auto thread = TRY(Kthread::run(
		fmt("kxx-done"),
		[](const ThisKthread &, Pair *shared) {
			shared->begun.complete();
			shared->answer.wait();
			shared->ended.store(true, relaxed);
		},
		// SAFETY: `pair` lives until the thread has been joined.
		Outlives(unsafe, &pair)));

	pair.begun.wait();
	::msleep(5);
	test.expect(!pair.ended.load(relaxed));
	pair.answer.complete();
	test.expect(soon([&] { return pair.ended.load(relaxed); }));
	return ok;
}

Result<> on_the_stack(kunit::Test &test)
{
	// The completion is destroyed right after wait(), so complete() must no longer use it.
	using Stack = Completion<"test.done.stack">;
	struct Shared {
		Atomic<const Stack *> where{ nullptr };
	} shared;
	auto thread = TRY(Kthread::run(
		fmt("kxx-done"),
		[](const ThisKthread &self, Shared *from) {
			while (!self.should_stop())
				if (auto *done = from->where.exchange(nullptr))
					done->complete();
				else
					::kxx_cond_resched();
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	for (u32 i = 0; i < 200; i++) {
		Stack done;
		shared.where.store(&done, release);
		done.wait();
		test.expect(!done.done());
	}
	return ok;
}

enum class Kind { Interruptible, Killable, Limited };

/// A thread waits for an answer that never comes, until a signal or the time limit ends the wait.
template <Kind kind>
Result<> hit_by_signal(kunit::Test &test)
{
	Pair pair;
	Pair::Release at_end{ pair };
	constexpr int number = kind == Kind::Killable ? ::macro::SIGKILL : ::macro::SIGINT;
	auto thread = TRY(Kthread::run(
		fmt("kxx-done"),
		[](const ThisKthread &, Pair *shared) {
			::allow_signal(number);
			shared->begun.complete();
			auto wait = [&] {
				if constexpr (kind == Kind::Interruptible)
					return shared->answer.wait_interruptible();
				else if constexpr (kind == Kind::Killable)
					return shared->answer.wait_killable();
				else
					return shared->answer.wait_interruptible_timeout(1000_s);
			};
			shared->got.store(wait().to_c(), relaxed);
			shared->ended.store(true, release);
		},
		// SAFETY: `pair` lives until the thread has been joined.
		Outlives(unsafe, &pair)));

	pair.begun.wait();
	::msleep(5);
	test.expect(!pair.ended.load(relaxed));
	send_a_signal(thread, number);
	test.expect(soon([&] { return pair.ended.load(acquire); }));
	test.expect_eq(pair.got.load(relaxed), ERESTARTSYS.to_c());
	return ok;
}

Result<> uninterruptible_is_not_hit(kunit::Test &test)
{
	Pair pair;
	Pair::Release at_end{ pair };
	auto thread = TRY(Kthread::run(
		fmt("kxx-done"),
		[](const ThisKthread &, Pair *shared) {
			::allow_signal(::macro::SIGINT);
			shared->begun.complete();
			shared->answer.wait();
			shared->ended.store(true, relaxed);
		},
		// SAFETY: `pair` lives until the thread has been joined.
		Outlives(unsafe, &pair)));

	pair.begun.wait();
	send_a_signal(thread, ::macro::SIGINT);
	::msleep(10);
	test.expect(!pair.ended.load(relaxed));
	pair.answer.complete();
	test.expect(soon([&] { return pair.ended.load(relaxed); }));
	return ok;
}

static_assert(sizeof(Completion<"test.size">) == sizeof(::completion));
static_assert(shareable<Completion<"test.size">>);

} // namespace

KUNIT_SUITE(completion, { "counts", counts }, { "a_static_needs_no_code", a_static_needs_no_code }, { "all", all },
	    { "limits", limits }, { "across_threads", across_threads }, { "on_the_stack", on_the_stack },
	    { "interruptible_hit_by_signal", hit_by_signal<Kind::Interruptible> },
	    { "killable_hit_by_signal", hit_by_signal<Kind::Killable> },
	    { "limited_hit_by_signal", hit_by_signal<Kind::Limited> },
	    { "uninterruptible_is_not_hit", uninterruptible_is_not_hit });
