// SPDX-License-Identifier: GPL-2.0
//! Atomics of 32 and 64 bits, in every memory order, at the limits of their range.
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/refcount.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

constinit Atomic<u32> static_u32{ 7 };
constinit Atomic<i64> static_i64{ -7 };
constinit Atomic<usize> static_zero;

void statics(kunit::Test &test)
{
	static_u32.store(7, relaxed);
	test.expect_eq(static_u32.load(relaxed), 7u);
	test.expect_eq(static_i64.load(acquire), -7);
	test.expect_eq(static_zero.load(relaxed), 0u);
	static_u32.inc();
	test.expect_eq(static_u32.load(relaxed), 8u);
}

template <typename T>
void load_and_store(kunit::Test &test)
{
	constexpr T most = static_cast<T>(~T{ 0 });
	Atomic<T> number;

	test.expect_eq(number.load(relaxed), T{ 0 });
	number.store(most, relaxed);
	test.expect_eq(number.load(relaxed), most);
	number.store(5, release);
	test.expect_eq(number.load(acquire), T{ 5 });
	test.expect_eq(Atomic<T>{ most }.load(relaxed), most);
}
void load_and_store_everywhere(kunit::Test &test)
{
	load_and_store<i32>(test);
	load_and_store<u32>(test);
	load_and_store<i64>(test);
	load_and_store<u64>(test);
	load_and_store<isize>(test);
	load_and_store<usize>(test);
	load_and_store<i8>(test);
	load_and_store<u8>(test);
	load_and_store<i16>(test);
	load_and_store<u16>(test);
}

template <typename T, typename Order>
void fetches_in(kunit::Test &test, Order order)
{
	Atomic<T> n{ 12 };

	test.expect_eq(n.fetch_add(3, order), T{ 12 });
	test.expect_eq(n.fetch_sub(5, order), T{ 15 });
	test.expect_eq(n.fetch_and(6, order), T{ 10 });
	test.expect_eq(n.fetch_or(9, order), T{ 2 });
	test.expect_eq(n.fetch_xor(1, order), T{ 11 });
	test.expect_eq(n.fetch_andnot(2, order), T{ 10 });
	test.expect_eq(n.fetch_inc(order), T{ 8 });
	test.expect_eq(n.fetch_dec(order), T{ 9 });
	test.expect_eq(n.load(relaxed), T{ 8 });
}
template <typename T, typename Order>
void returns_in(kunit::Test &test, Order order)
{
	Atomic<T> n{ 1 };

	test.expect_eq(n.add_return(3, order), T{ 4 });
	test.expect_eq(n.sub_return(2, order), T{ 2 });
	test.expect_eq(n.inc_return(order), T{ 3 });
	test.expect_eq(n.dec_return(order), T{ 2 });
}
template <typename T, typename Order>
void exchanges_in(kunit::Test &test, Order order)
{
	Atomic<T> n{ 1 };

	test.expect_eq(n.exchange(2, order), T{ 1 });
	auto done = n.cmpxchg(2, 3, order);
	test.expect(done.done && done.old == 2 && done);
	auto missed = n.cmpxchg(2, 4, order);
	test.expect(!missed.done && missed.old == 3 && !missed);
	T expected = 2;
	test.expect(!n.try_cmpxchg(expected, 9, order));
	test.expect_eq(expected, T{ 3 });
	test.expect(n.try_cmpxchg(expected, 9, order));
	test.expect_eq(n.load(relaxed), T{ 9 });
}
template <typename T>
void in_every_order(kunit::Test &test, auto what)
{
	what(std::type_identity<T>{}, relaxed);
	what(std::type_identity<T>{}, acquire);
	what(std::type_identity<T>{}, release);
	what(std::type_identity<T>{}, full);
	(void)test;
}
void in_every_width(kunit::Test &test, auto what)
{
	in_every_order<i32>(test, what);
	in_every_order<u32>(test, what);
	in_every_order<i64>(test, what);
	in_every_order<u64>(test, what);
	in_every_order<isize>(test, what);
	in_every_order<usize>(test, what);
}
void fetches(kunit::Test &test)
{
	in_every_width(test, [&]<typename T>(std::type_identity<T>, auto order) { fetches_in<T>(test, order); });
}
void returns(kunit::Test &test)
{
	in_every_width(test, [&]<typename T>(std::type_identity<T>, auto order) { returns_in<T>(test, order); });
}
void exchanges(kunit::Test &test)
{
	in_every_width(test, [&]<typename T>(std::type_identity<T>, auto order) { exchanges_in<T>(test, order); });
}

void without_an_answer(kunit::Test &test)
{
	Atomic<u64> n{ 1ull << 40 };

	n.add(1);
	n.sub(2);
	n.inc();
	n.inc();
	n.dec();
	test.expect_eq(n.load(relaxed), 1ull << 40);
	n.or_with(6);
	n.and_with(~2ull);
	n.xor_with(1);
	n.andnot_with(1ull << 40);
	test.expect_eq(n.load(relaxed), 5ull);
}

void full_is_the_default(kunit::Test &test)
{
	Atomic<u32> n;

	test.expect_eq(n.fetch_add(1), 0u);
	test.expect_eq(n.add_return(1), 2u);
	test.expect_eq(n.exchange(7), 2u);
	test.expect(n.cmpxchg(7, 8).done);
	u32 expected = 8;
	test.expect(n.try_cmpxchg(expected, 1));
	test.expect_eq(n.inc_return(), 2u);
}

void wraps_around(kunit::Test &test)
{
	Atomic<u32> up{ 0xffffffff };
	Atomic<i32> signed_up{ 0x7fffffff };
	Atomic<u64> down;

	test.expect_eq(up.fetch_inc(), 0xffffffffu);
	test.expect_eq(up.load(relaxed), 0u);
	signed_up.inc();
	test.expect_eq(signed_up.load(relaxed), -0x7fffffff - 1);
	test.expect_eq(down.dec_return(), ~0ull);
}

void tests_for_zero(kunit::Test &test)
{
	Atomic<u32> n{ 3 };

	test.expect(!n.dec_and_test());
	test.expect(n.sub_and_test(2));
	test.expect(!n.inc_and_test());
	n.store(~0u, relaxed);
	test.expect(n.inc_and_test());
	Atomic<i64> sign{ 1 };
	test.expect(!sign.add_negative(-1));
	test.expect(sign.add_negative(-1));
}

void counts_where_it_may(kunit::Test &test)
{
	Atomic<i32> n;

	test.expect(!n.inc_not_zero());
	test.expect(n.inc_unless_negative());
	test.expect(n.inc_not_zero());
	test.expect_eq(n.load(relaxed), 2);
	test.expect(!n.dec_unless_positive());
	test.expect_eq(n.dec_if_positive(), 1);
	test.expect_eq(n.dec_if_positive(), 0);
	test.expect_eq(n.dec_if_positive(), -1);
	test.expect_eq(n.load(relaxed), 0);
	test.expect(n.dec_unless_positive());
	test.expect(!n.inc_unless_negative());
	test.expect(n.add_unless(5, 3));
	test.expect(!n.add_unless(5, 4));
	test.expect_eq(n.fetch_add_unless(1, 9), 4);
	test.expect_eq(n.fetch_add_unless(1, 5), 5);
	test.expect_eq(n.load(relaxed), 5);
}

void views_what_c_declared(kunit::Test &test)
{
	::atomic_t raw{ .counter = 4 };
	// SAFETY: a local that outlives the view, and nobody else sees it.
	const auto &view = Atomic<u32>::from_raw(unsafe, &raw);

	view.inc();
	test.expect_eq(raw.counter, 5);
	test.expect(view.as_raw() == &raw);
}

void refcount(kunit::Test &test)
{
	Refcount owners;

	test.expect_eq(owners.read(), 1u);
	owners.inc();
	owners.add(2);
	test.expect_eq(owners.read(), 4u);
	test.expect(!owners.dec_and_test());
	test.expect(!owners.sub_and_test(2));
	test.expect(owners.inc_not_zero());
	owners.dec();
	test.expect(!owners.dec_not_one());
	test.expect(owners.dec_if_one());
	test.expect(!owners.inc_not_zero());
	test.expect_eq(owners.read(), 0u);
	owners.set(2);
	test.expect(owners.dec_not_one());
	test.expect(!owners.dec_if_one() || owners.read() == 0);
	Refcount many(3);
	test.expect(many.sub_and_test(3));
}

static_assert(sizeof(Atomic<u8>) == 1 && sizeof(Atomic<u32>) == 4 && sizeof(Atomic<u64>) == 8);
static_assert(sizeof(Refcount) == sizeof(::refcount_t));

} // namespace

KUNIT_SUITE(atomic, { "statics", statics }, { "load_and_store", load_and_store_everywhere }, { "fetches", fetches },
	    { "returns", returns }, { "exchanges", exchanges }, { "without_an_answer", without_an_answer },
	    { "full_is_the_default", full_is_the_default }, { "wraps_around", wraps_around },
	    { "tests_for_zero", tests_for_zero }, { "counts_where_it_may", counts_where_it_may },
	    { "views_what_c_declared", views_what_c_declared });
KUNIT_SUITE(refcount, { "counts", refcount });
