// SPDX-License-Identifier: GPL-2.0
//! Coroutines themselves: results, errors, frames, and known bugs of GCC 12.
#include "helpers.hpp"

using namespace kernel;
using async::block_on;

namespace {

Async<u32> add_one(Gfp, u32 n, Witness witness)
{
	CO_TRY(co_await async::yield());
	if (n == 3)
		co_return EIO;
	co_return n + 1 + witness.number();
}
Async<u32> nested(Gfp flags, Count &alive, u32 n)
{
	Witness local(alive);
	u32 a = CO_TRY(co_await add_one(flags, n, Witness(alive)));
	u32 b = CO_TRY(co_await add_one(flags, a, Witness(alive, 10)));
	co_return a + b + local.number();
}
Result<> results(kunit::Test &test)
{
	Count alive;
	test.expect_eq(TRY(block_on(nested(GFP_KERNEL, alive, 0))), 13);
	test.expect_eq(alive.load(relaxed), 0);
	test.expect_error(block_on(nested(GFP_KERNEL, alive, 2)), EIO);
	test.expect_error(block_on(nested(GFP_KERNEL, alive, 3)), EIO);
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}
Async<> nothing(Gfp, bool fail)
{
	if (fail)
		co_return ENODEV;
	co_return ok;
}
Async<Witness> makes(Gfp flags, Count &alive, u32 n, Witness param)
{
	Witness local(alive);
	CO_TRY(co_await add_one(flags, n, Witness(alive)));
	co_return Witness(alive, n + param.number());
}
Async<Box<u32>> boxed(Gfp flags, u32 n)
{
	auto box = CO_TRY(make_box<u32>(flags, n));
	co_await async::yield();
	co_return std::move(box);
}
Result<> kinds_of_results(kunit::Test &test)
{
	Count alive;
	TRY(block_on(nothing(GFP_KERNEL, false)));
	test.expect_error(block_on(nothing(GFP_KERNEL, true)), ENODEV);
	{
		auto made = TRY(block_on(makes(GFP_KERNEL, alive, 4, Witness(alive, 5))));
		test.expect_eq(made.number(), 9);
		test.expect_eq(alive.load(relaxed), 1);
	}
	auto box = TRY(block_on(boxed(GFP_KERNEL, 7)));
	test.expect_eq(*box, 7);
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

struct Pair {
	Witness a, b;
};
Async<u32> expressions(Gfp flags, Count &alive, u32 n, Witness &&x, const Witness &y, Pair pair)
{
	auto a = CO_TRY(co_await makes(flags, alive, n, Witness(alive)));
	u32 sum;
	if (n == 5)
		sum = CO_TRY(co_await add_one(flags, n, Witness(alive)));
	else
		sum = CO_TRY(co_await add_one(flags, n, Witness(alive, 2)));
	if (CO_TRY(co_await add_one(flags, 8, Witness(alive))) == 9)
		sum += CO_TRY(co_await makes(flags, alive, n + 1, Witness(alive, 1))).number();
	for (u32 i = 0; i < 2; i++) {
		Witness in(alive);
		sum += CO_TRY(co_await add_one(flags, i, Witness(alive))) +
		       CO_TRY(co_await add_one(flags, i, Witness(alive)));
	}
	switch (CO_TRY(co_await add_one(flags, n, Witness(alive)))) {
	case 1:
		co_return sum;
	default:
		while (CO_TRY(co_await add_one(flags, n, Witness(alive))) < 4) {
			Witness in(alive);
			n++;
		}
	}
	co_return sum + a.number() + x.number() + y.number() + pair.b.number();
}
/// Coroutines end at every place where a failure can end them, and in the expressions around those places: every object
/// is destroyed exactly once.
Result<> in_expressions(kunit::Test &test)
{
	Count alive;
	Witness y(alive);

	for (u32 n = 0; n < 5; n++) {
		const auto result = block_on(
			expressions(GFP_KERNEL, alive, n, Witness(alive), y, Pair{ Witness(alive), Witness(alive) }));
		test.expect_eq(result.is_error(), n == 3 || n == 2 || n == 1);
		test.expect_eq(alive.load(relaxed), 1);
	}
	return ok;
}

Async<u32> never(Gfp, Witness witness)
{
	co_return witness.number();
}
/// A coroutine that is not awaited does nothing, and its parameters are destroyed.
Result<> lazy(kunit::Test &test)
{
	Count alive;
	{
		auto coroutine = never(GFP_KERNEL, Witness(alive));
		test.expect(coroutine.allocated());
		test.expect_eq(alive.load(relaxed), 1);
		auto moved = std::move(coroutine);
		test.expect(!coroutine.allocated());
		test.expect_eq(alive.load(relaxed), 1);
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Async<usize> leaf(Gfp, usize &lowest)
{
	lowest = reinterpret_cast<usize>(__builtin_frame_address(0));
	co_return 1u;
}
Async<usize> loop(Gfp flags, usize rounds)
{
	usize first = ~usize{ 0 }, last = ~usize{ 0 }, sum = 0;

	sum += CO_TRY(co_await leaf(flags, first));
	for (usize i = 1; i < rounds; i++)
		sum += CO_TRY(co_await leaf(flags, last));
	co_return last == first ? sum : 0;
}
Async<u32> deep(Gfp flags, u32 depth)
{
	if (depth == 0)
		co_return 0;
	co_return CO_TRY(co_await deep(flags, depth - 1)) + 1;
}
Result<> stack_does_not_grow(kunit::Test &test)
{
	test.expect_eq(TRY(block_on(loop(GFP_KERNEL, 20))), 20);
	test.expect_eq(TRY(block_on(deep(GFP_KERNEL, 20))), 20);
	return ok;
}

struct Owner {
	Async<u32> read(Gfp, u32 n) const { co_return n + number; }
	u32 number;
};
Result<> members_and_lambdas(kunit::Test &test)
{
	Owner owner{ 3 };
	test.expect_eq(TRY(block_on(owner.read(GFP_KERNEL, 4))), 7);
	auto lambda = [](Gfp, u32 n) -> Async<u32> { co_return n; };
	test.expect_eq(TRY(block_on(lambda(GFP_ATOMIC, 4))), 4);
	return ok;
}

Async<u32> only_conditions(Gfp flags, u32 n)
{
	if (CO_TRY(co_await deep(flags, n)) == 4)
		co_return EIO;
	while (CO_TRY(co_await deep(flags, n)) < 3)
		n++;
	switch (CO_TRY(co_await deep(flags, n))) {
	case 3:
		co_return 30u;
	default:
		co_return n;
	}
}
/// GCC 12 lays out the frame of this coroutine wrongly: it declares nothing and has a co_await in a condition.
[[maybe_unused]] Async<u32> laid_out_wrongly(Gfp)
{
	if ((co_await async::yield()).is_error())
		co_return 1u;
	co_return 2u;
}
Async<u32> laid_out_well(Gfp)
{
	if (auto yielded = co_await async::yield(); yielded.is_error())
		co_return 1u;
	co_return 2u;
}
/// GCC 12 lays out the frame of a coroutine without declarations wrongly, so the library does not start such a one.
/// A CO_TRY is a declaration.
Result<> conditions(kunit::Test &test)
{
	test.expect_eq(TRY(block_on(only_conditions(GFP_KERNEL, 1))), 30);
	test.expect_error(block_on(only_conditions(GFP_KERNEL, 4)), EIO);
	test.expect_eq(TRY(block_on(laid_out_well(GFP_KERNEL))), 2);
#ifndef CONFIG_DEBUG_KMEMLEAK // kmemleak reports the memory that such a coroutine leaks
	if (const auto wrong = laid_out_wrongly(GFP_KERNEL); __GNUC__ == 12)
		test.expect(!wrong.allocated());
#endif
	return ok;
}

/// An event that happens during arm(), before anybody can wake the waiter.
struct Sneaky : async::Awaitable<Sneaky> {
	void arm(async::Waker) { happened = true; }
	bool ready() { return happened; }
	void disarm() { disarmed++; }
	Result<u32> take() { return disarmed; }

	bool happened = false;
	u32 disarmed = 0;
};
Async<i32> waits_for_sneaky(Gfp, Alive turn)
{
	// The time limit ends the coroutine even if it missed the event.
	const u32 disarmed = CO_TRY(co_await async::timeout(10_ms, Sneaky()));
	co_return disarmed == 1 ? turn->fetch_add(1) : -1;
}
Async<i32> takes_a_turn(Gfp, Alive turn)
{
	co_return turn->fetch_add(1);
}
Async<u32> waits_for_what_is_there(Gfp)
{
	Sneaky sneaky;

	sneaky.happened = true;
	co_return co_await sneaky;
}
Result<> nothing_is_missed(kunit::Test &test)
{
	Count turns;
	auto executor = TRY(async::LocalExecutor::create(GFP_KERNEL));
	// SAFETY: the executor ends before the counter.
	Alive turn(unsafe, &turns);
	auto first = TRY(executor.spawn(GFP_KERNEL, waits_for_sneaky, turn));
	auto second = TRY(executor.spawn(GFP_KERNEL, takes_a_turn, turn));
	executor.run();
	// The first coroutine did not wait at all.
	test.expect_eq(TRY(first.join()), 0);
	test.expect_eq(TRY(second.join()), 1);
	test.expect_eq(TRY(block_on(waits_for_what_is_there(GFP_KERNEL))), 0);
	return ok;
}

KUNIT_SUITE(coroutines, { "results", results }, { "kinds_of_results", kinds_of_results },
	    { "in_expressions", in_expressions }, { "lazy", lazy }, { "conditions", conditions },
	    { "nothing_is_missed", nothing_is_missed }, { "stack_does_not_grow", stack_does_not_grow },
	    { "members_and_lambdas", members_and_lambdas });

} // namespace
