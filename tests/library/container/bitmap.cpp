// SPDX-License-Identifier: GPL-2.0
//! Bitmaps, and the allocation of numbers.
#include "helpers.hpp"

#include <kernel/container/bitmap.hpp>
#include <kernel/container/idr.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

/// Behaviour that both kinds of bitmap share while one task changes them.
template <typename B>
Result<> plain(kunit::Test &test, B &bits)
{
	const usize size = bits.size();

	test.expect(bits.empty() && !bits.full());
	test.expect_eq(bits.find_first(), size);
	test.expect_eq(bits.find_last(), size);
	bits.set(0);
	bits.set(size - 1);
	bits.set(70);
	test.expect(bits.test(70) && !bits.test(71));
	test.expect_eq(bits.find_next(1), 70u);
	test.expect_eq(bits.find_next(71), size - 1);
	test.expect_eq(bits.find_next(size), size);
	test.expect_eq(bits.find_next(~usize{ 0 }), size);
	test.expect_eq(bits.find_last(), size - 1);
	test.expect_eq(bits.find_next_zero(70), 71u);
	usize sum = 0;
	for (usize bit : bits.set_bits())
		sum += bit;
	test.expect_eq(sum, size - 1 + 70);
	bits.flip(70);
	test.expect(!bits.test_and_set(70));
	test.expect(bits.test_and_set(70));
	test.expect(bits.test_and_clear(70));
	test.expect_eq(bits.count(), 2u);
	bits.set_area(10, 50);
	test.expect_eq(bits.count(), 52u);
	test.expect_eq(TRY(bits.find_zero_area(0, 9)), 1u);
	test.expect_eq(TRY(bits.find_zero_area(0, 10)), 60u);
	test.expect_eq(TRY(bits.find_zero_area(0, 10, 16)), 64u);
	test.expect_error(bits.find_zero_area(0, static_cast<u32>(size)), ENOSPC);
	test.expect_error(bits.find_zero_area(0, ~0u), ENOSPC);
	test.expect_error(bits.find_zero_area(0, 1, 3), EINVAL);
	bits.clear_area(10, 49);
	bits.clear(59);
	test.expect_eq(bits.count(), 2u);
	bits.set_all();
	test.expect(bits.full());
	test.expect_error(bits.find_zero_area(0, 1), ENOSPC);
	bits.clear_all();
	usize clear = 0;
	for (usize bit : bits.clear_bits())
		clear += bit < size;
	test.expect_eq(clear, size);
	return ok;
}

Result<> plain_inline(kunit::Test &test)
{
	Bitmap<131> bits;
	static_assert(sizeof(bits) == 24);
	return plain(test, bits);
}
Result<> plain_allocated(kunit::Test &test)
{
	auto bits = TRY(BitmapVec::create(1001, GFP_KERNEL));

	TRY(plain(test, bits));
	test.expect_error(BitmapVec::create(usize{ 1 } << 40, GFP_KERNEL), EINVAL);
	Bitmap<131> small;
	bits.set(5);
	bits.set(900);
	small.set(7);
	small.copy_from(bits);
	test.expect(small.test(5) && !small.test(7));
	test.expect_eq(small.count(), 1u);
	auto moved = std::move(bits);
	test.expect(moved.test(900));
	test.expect_eq(bits.size(), 0u);
	test.expect_eq(bits.find_first(), 0u);
	return ok;
}

struct Tags {
	AtomicBitmap<256> all;
	AtomicBitmap<256> twice;
};
void claim_all(const Tags &tags)
{
	for (;;) {
		auto got = tags.all.claim();
		usize *tag = got.get();
		if (!tag)
			return;
		// The other task did not get this bit too.
		if (tags.twice.test_and_set(*tag))
			tags.all.clear(*tag); // clears it, so the case sees that `all` is not full
	}
}

Result<> claimed_once(kunit::Test &test)
{
	auto tags = TRY(make_arc<Tags>(GFP_KERNEL));
	auto thread = TRY(Kthread::run(
		fmt("test_bitmap"), [](const ThisKthread &, Arc<Tags> tags) { claim_all(*tags); }, tags.share()));
	claim_all(*tags);
	thread.stop().ignore(); // it may not have begun
	test.expect(tags->all.full() && tags->twice.full());
	tags->all.clear(9);
	tags->all.flip(10);
	test.expect_eq(tags->all.count(), 254u);
	test.expect(!tags->all.test_and_clear(9));
	test.expect_eq(TRY(tags->all.claim(10)), 10u);
	test.expect_error(tags->all.claim(10), ENOSPC);
	auto allocated = TRY(AtomicBitmapVec::create(70, GFP_KERNEL));
	allocated.set(69);
	test.expect_eq(allocated.find_first(), 69u);
	return ok;
}

Result<> ids(kunit::Test &test)
{
	Ida ida;

	test.expect(ida.empty());
	{
		auto zero = TRY(ida.alloc(GFP_KERNEL));
		auto five = TRY(ida.alloc(GFP_KERNEL, 5, 6));
		auto six = TRY(ida.alloc(GFP_KERNEL, 5, 6));
		test.expect_eq(zero.value(), 0u);
		test.expect_eq(five.value(), 5u);
		test.expect_eq(six.value(), 6u);
		test.expect_error(ida.alloc(GFP_KERNEL, 5, 6), ENOSPC);
		test.expect_error(ida.alloc(GFP_KERNEL, 6, 5), EINVAL);
		auto moved = std::move(five);
		test.expect_error(ida.alloc(GFP_KERNEL, 5, 6), ENOSPC);
		moved = std::move(six); // gives 5 back
		auto again = TRY(ida.alloc(GFP_KERNEL, 5, 6));
		test.expect_eq(again.value(), 5u);
		// Not larger: from 62 on the kernel needs two allocations, and leaks the first one if the second
		// fails.
		auto large = TRY(ida.alloc(GFP_KERNEL, 60));
		test.expect_eq(large.value(), 60u);
	}
	test.expect(ida.empty());
	return ok;
}

constinit StaticIda static_ida;

Result<> static_ids(kunit::Test &test)
{
	auto first = TRY(static_ida.alloc(GFP_KERNEL));
	auto second = TRY(static_ida.alloc(GFP_KERNEL));
	test.expect(first.value() != second.value());
	return ok;
}

} // namespace

KUNIT_SUITE(bitmap, { "plain_inline", plain_inline }, { "plain_allocated", plain_allocated },
	    { "claimed_once", claimed_once });
KUNIT_SUITE(ida, { "ids", ids }, { "static_ids", static_ids });
