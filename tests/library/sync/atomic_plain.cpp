// SPDX-License-Identifier: GPL-2.0
//! Atomics without arithmetic (pointers, enums, bool, small integers), single accesses, barriers.
#include <kernel/base/access_once.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/barrier.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

enum class Phase : u8 { Idle, Busy = 200, Done };
enum class Big : i64 { Small = -1, Large = 1ll << 40 };
enum Old { old_a, old_b };

constinit Atomic<bool> static_flag{ true };
constinit Atomic<Phase> static_phase{ Phase::Busy };
constinit u32 target = 3;
constinit Atomic<u32 *> static_pointer{ &target };

template <typename Order>
void bools_in(kunit::Test &test, Order order)
{
	Atomic<bool> flag;

	test.expect(!flag.exchange(true, order));
	test.expect(flag.exchange(true, order));
	test.expect(flag.cmpxchg(true, false, order).done);
	auto missed = flag.cmpxchg(true, false, order);
	test.expect(!missed.done && !missed.old);
	bool expected = true;
	test.expect(!flag.try_cmpxchg(expected, true, order) && !expected);
	test.expect(flag.try_cmpxchg(expected, true, order));
	test.expect(flag.load(relaxed));
}
void bools(kunit::Test &test)
{
	test.expect(static_flag.load(acquire));
	bools_in(test, relaxed);
	bools_in(test, acquire);
	bools_in(test, release);
	bools_in(test, full);
}

template <typename T, typename Order>
void enums_in(kunit::Test &test, T a, T b, Order order)
{
	Atomic<T> state{ a };

	test.expect(state.exchange(b, order) == a);
	test.expect(state.cmpxchg(b, a, order).done);
	test.expect(state.cmpxchg(b, a, order).old == a);
	T expected = b;
	test.expect(!state.try_cmpxchg(expected, b, order) && expected == a);
	test.expect(state.try_cmpxchg(expected, b, order));
	test.expect(state.load(relaxed) == b);
	state.store(a, release);
	test.expect(state.load(acquire) == a);
}
void enums(kunit::Test &test)
{
	test.expect(static_phase.load(relaxed) == Phase::Busy);
	auto all = [&](auto order) {
		enums_in(test, Phase::Idle, Phase::Busy, order);
		enums_in(test, Big::Small, Big::Large, order);
		enums_in(test, old_a, old_b, order);
	};
	all(relaxed);
	all(acquire);
	all(release);
	all(full);
}

template <typename Order>
void pointers_in(kunit::Test &test, Order order)
{
	const u32 a = 1, b = 2;
	Atomic<const u32 *> pointer;

	test.expect(pointer.load(relaxed) == nullptr);
	test.expect(pointer.exchange(&a, order) == nullptr);
	test.expect(pointer.cmpxchg(&a, &b, order).done);
	test.expect(pointer.cmpxchg(&a, &b, order).old == &b);
	const u32 *expected = nullptr;
	test.expect(!pointer.try_cmpxchg(expected, &a, order) && expected == &b);
	test.expect(pointer.try_cmpxchg(expected, &a, order));
	test.expect_eq(*pointer.load(acquire), 1u);
	pointer.store(nullptr, release);
	test.expect(!pointer.load(relaxed));
}
void pointers(kunit::Test &test)
{
	test.expect_eq(*static_pointer.load(acquire), 3u);
	pointers_in(test, relaxed);
	pointers_in(test, acquire);
	pointers_in(test, release);
	pointers_in(test, full);
}

/// An operation on a small atomic does not change its neighbours.
template <typename T>
void small_ones(kunit::Test &test)
{
	struct {
		T before;
		Atomic<T> number;
		T after;
	} row{ static_cast<T>(-1), Atomic<T>{ 1 }, static_cast<T>(-1) };

	test.expect_eq(row.number.exchange(2), T{ 1 });
	test.expect(row.number.cmpxchg(2, static_cast<T>(-3)).done);
	test.expect_eq(row.number.load(relaxed), static_cast<T>(-3));
	T expected = static_cast<T>(-3);
	test.expect(row.number.try_cmpxchg(expected, 4, release));
	row.number.store(0, relaxed);
	test.expect_eq(row.before, static_cast<T>(-1));
	test.expect_eq(row.after, static_cast<T>(-1));
}
void small_integers(kunit::Test &test)
{
	small_ones<i8>(test);
	small_ones<u8>(test);
	small_ones<i16>(test);
	small_ones<u16>(test);
}

template <typename T>
void once_of(kunit::Test &test, T a, T b)
{
	T shared = a;

	test.expect(read_once(shared) == a);
	write_once(shared, b);
	test.expect(shared == b);
	store_release(shared, a);
	test.expect(load_acquire(shared) == a);
}
void single_accesses(kunit::Test &test)
{
	once_of<bool>(test, true, false);
	once_of<u8>(test, 1, 255);
	once_of<i8>(test, 1, -1);
	once_of<u16>(test, 1, 65535);
	once_of<i16>(test, 1, -1);
	once_of<u32>(test, 1, ~0u);
	once_of<i32>(test, 1, -1);
	once_of<u64>(test, 1, ~0ull);
	once_of<i64>(test, 1, -1);
	once_of<usize>(test, 1, ~0ul);
	once_of(test, Phase::Idle, Phase::Busy);
	once_of(test, Big::Small, Big::Large);
	once_of<const u32 *>(test, &target, nullptr);
	const u32 constant = 4;
	test.expect_eq(read_once(constant), 4u);
}

void barriers(kunit::Test &test)
{
	u32 a = 0;

	write_once(a, 1);
	smp_mb();
	smp_rmb();
	smp_wmb();
	mb();
	rmb();
	wmb();
	dma_mb();
	dma_rmb();
	dma_wmb();
	smp_mb__before_atomic();
	smp_mb__after_atomic();
	barrier();
	test.expect_eq(read_once(a), 1u);
}

} // namespace

KUNIT_SUITE(atomic_plain, { "bools", bools }, { "enums", enums }, { "pointers", pointers },
	    { "small_integers", small_integers }, { "single_accesses", single_accesses }, { "barriers", barriers });
