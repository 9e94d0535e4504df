// SPDX-License-Identifier: GPL-2.0
//! Slab caches and reserves.
#include "../counted.hpp"

#include <kernel/memory/kmem_cache.hpp>
#include <kernel/memory/mempool.hpp>

using namespace kernel;

namespace {

struct alignas(64) Line {
	explicit Line(u64 n) : number(n) {}
	u64 number;
};

Result<> cache_counts(kunit::Test &test)
{
	Tally tally;
	{
		auto made = TRY(KmemCache<Counted, "kxx_counted">::create({ .flags = SLAB_ACCOUNT }));
		auto cache = std::move(made);
		Vec<KmemBox<Counted>> boxes;
		const u32 many = test.rounds(200), left = many / 4;
		for (u32 i = 0; i < many; i++) {
			auto box = TRY(cache.make(GFP_KERNEL, tally, i));
			TRY(boxes.push(std::move(box), GFP_KERNEL));
		}
		test.expect_eq(tally.alive, static_cast<int>(many));
		test.expect_eq((*boxes.get(left))->number(), left);
		boxes.truncate(left);
		test.expect_eq(tally.alive, static_cast<int>(left));
		cache.shrink();
		auto one = TRY(cache.make(GFP_ATOMIC, tally, 7u));
		test.expect_eq(one->number(), 7u);
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, test.rounds(200) + 1);
	return ok;
}

Result<> cache_aligns(kunit::Test &test)
{
	auto cache = TRY(KmemCache<Line, "kxx_line">::create({ .user_copy = UserCopy::Allowed }));
	Vec<KmemBox<Line>> boxes;
	const u32 many = test.rounds(100);
	u32 wrong = 0;

	for (u32 i = 0; i < many; i++) {
		auto box = TRY(cache.make(GFP_KERNEL, i));
		wrong += address(box.get()) % 64 != 0;
		TRY(boxes.push(std::move(box), GFP_KERNEL));
	}
	for (u32 i = 0; i < many; i++)
		wrong += (*boxes.get(i))->number != i;
	test.expect_eq(wrong, 0u);
	return ok;
}

struct Refused {
	Result<> construct(unsafe_t, Counted *) && { return ENODEV; }
};

Result<> cache_initialisers(kunit::Test &test)
{
	Tally tally;
	{
		auto cache = TRY(KmemCache<Counted, "kxx_init">::create());
		test.expect_error(cache.make(GFP_KERNEL, Refused{}), ENODEV);
		auto made = TRY(cache.make(GFP_KERNEL, in_place::from([&] { return Counted(tally, 2); })));
		test.expect_eq(made->number(), 2u);
		auto later = TRY(cache.make_uninit(GFP_KERNEL));
		auto unused = TRY(cache.make_uninit(GFP_KERNEL));
		auto box = std::move(later).write(tally, 3u);
		test.expect_eq(box->number(), 3u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> pool_gives(kunit::Test &test)
{
	Tally tally;
	{
		auto pool = TRY(Mempool<Counted>::create(4, GFP_KERNEL));
		{
			PoolBox<Counted> one = pool.take(tally, 1u);
			auto two = TRY(pool.try_take(tally, 2u));
			test.expect_eq(one->number() + two->number(), 3u);
			one = std::move(two);
			test.expect_eq(one->number(), 2u);
			test.expect_eq(tally.alive, 1);
		}
		test.expect_eq(tally.alive, 0);
		auto moved = std::move(pool);
		for (u32 i = 0; i < test.rounds(100); i++)
			moved.take(tally, i)->number();
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, test.rounds(100) + 2);
	return ok;
}

// The reserve is enough for these objects, whichever allocations fail; the walk over failures makes them fail.
Result<> pool_reserve(kunit::Test &test)
{
	auto pool = TRY(Mempool<Line>::create(4, GFP_KERNEL));
	auto one = pool.take(1u), two = pool.take(2u), three = pool.take(3u), four = pool.take(4u);

	test.expect_eq(one->number + two->number + three->number + four->number, 10u);
	test.expect_eq((address(one.get()) | address(two.get()) | address(four.get())) % 64, 0u);
	return ok;
}

void pool_sizes(kunit::Test &test)
{
	test.expect_error(Mempool<u64>::create(0, GFP_KERNEL), EINVAL);
	test.expect_error(Mempool<u64>::create(usize{ 1 } << 31, GFP_KERNEL), EINVAL);
	test.expect_error(Mempool<u64>::create(~usize{ 0 }, GFP_KERNEL), EINVAL);
}

} // namespace

KUNIT_SUITE(caches, { "cache_counts", cache_counts }, { "cache_aligns", cache_aligns },
	    { "cache_initialisers", cache_initialisers }, { "pool_gives", pool_gives },
	    { "pool_reserve", pool_reserve }, { "pool_sizes", pool_sizes });
