// SPDX-License-Identifier: GPL-2.0
//! Lock order: locks can be taken as declared, directly, transitively, and across functions.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

struct Leaf {
	u32 value = 0;
};
using TableLock = RwSemaphore<u32, "test.order.table", Outermost>;
using QueueLock = Mutex<u32, "test.order.queue", After<TableLock>>;
using SideLock = Mutex<u32, "test.order.side", After<TableLock>>;
using LeafLock = SpinLock<Leaf, "test.order.leaf", After<QueueLock, SideLock>>;
using PlainLock = SpinLock<u32, "test.order.plain">;

struct Disk {
	TableLock table_{ 1u };
	QueueLock queue_{ 2u };
	SideLock side_{ 3u };
	LeafLock leaf_;
	PlainLock plain_{ 5u };

	u32 refill(Held<QueueLock> held)
	{
		auto leaf = leaf_.lock(held);
		return ++leaf->value;
	}
	template <typename Proof>
	u32 count(const Proof &held)
	{
		return leaf_.lock(held)->value;
	}
};

Result<> in_order(kunit::Test &test)
{
	Disk disk;
	auto table = disk.table_.write(nothing_held);
	auto queue = disk.queue_.lock(table);
	auto leaf = disk.leaf_.lock(queue);
	leaf->value = *queue + *table;
	test.expect_eq(leaf->value, 3);
	// A lock without an order may be taken at any place.
	test.expect_eq(*disk.plain_.lock(leaf), 5);
	return ok;
}

Result<> skips_what_is_between(kunit::Test &test)
{
	Disk disk;
	auto table = disk.table_.read(nothing_held);
	auto leaf = disk.leaf_.lock_irqsave(table);
	test.expect_eq(leaf->value, 0);
	return ok;
}

Result<> begins_anywhere(kunit::Test &test)
{
	Disk disk;
	test.expect_eq(*disk.side_.lock(nothing_held), 3);
	test.expect_eq(disk.leaf_.lock_bh(nothing_held)->value, 0);
	auto queue = TRY(disk.queue_.lock_interruptible(nothing_held));
	test.expect_ok(disk.side_.try_lock()); // try_lock() does not wait, so it needs no proof
	return ok;
}

Result<> across_functions(kunit::Test &test)
{
	Disk disk;
	auto queue = disk.queue_.lock(nothing_held);
	test.expect_eq(disk.refill(queue), 1);
	test.expect_eq(disk.count(queue), 1);
	test.expect_eq(disk.count(Held<QueueLock>(queue)), 1);
	return ok;
}

// lock_order.refuse.cpp has the locks that may not be taken; these are the answers of the table of orders.
static_assert(detail::comes_before<TableLock, detail::Order<LeafLock>>);
static_assert(detail::comes_before<SideLock, detail::Order<LeafLock>>);
static_assert(!detail::comes_before<LeafLock, detail::Order<QueueLock>>);
static_assert(!detail::comes_before<QueueLock, detail::Order<QueueLock>>);
static_assert(!detail::comes_before<SideLock, detail::Order<QueueLock>>);
static_assert(sizeof(Held<QueueLock>) == 1);

} // namespace

KUNIT_SUITE(lock_order, { "in_order", in_order }, { "skips_what_is_between", skips_what_is_between },
	    { "begins_anywhere", begins_anywhere }, { "across_functions", across_functions });
