// SPDX-License-Identifier: GPL-2.0
//! Per-CPU objects: each CPU changes its own, and sums include all.
#include "../counted.hpp"

#include <kernel/memory/percpu.hpp>
#include <linux/preempt.hpp>
#include <linux/irqflags.hpp>

using namespace kernel;

namespace {

struct Traffic {
	u64 packets;
	i32 balance;
	u8 small;
	u16 medium;
};

Result<> numbers(kunit::Test &test)
{
	auto counter = TRY(PerCpu<u64>::create(GFP_KERNEL));

	test.expect_eq(counter.sum(), 0u);
	for (u32 i = 0; i < 1000; i++)
		counter.add(i);
	test.expect_eq(counter.sum(), 999u * 1000 / 2);
	auto level = TRY(PerCpu<i32>::create(GFP_KERNEL));
	level.add(5);
	level.add(-8);
	test.expect_eq(level.sum(), -3);
	auto wraps = TRY(PerCpu<u8>::create(GFP_KERNEL));
	for (u32 i = 0; i < 300; i++)
		wraps.add(1);
	test.expect_eq(wraps.sum(), 300 - 256);
	auto moved = std::move(counter);
	test.expect_eq(moved.sum(), 999u * 1000 / 2);
	return ok;
}

Result<> members(kunit::Test &test)
{
	auto traffic = TRY(PerCpu<Traffic>::create(GFP_KERNEL));

	traffic.add(&Traffic::packets, 3);
	traffic.add(&Traffic::balance, -4);
	traffic.add(&Traffic::small, 7);
	traffic.add(&Traffic::medium, 1000);
	traffic.local()->packets += 2;
	test.expect_eq(traffic.sum(&Traffic::packets), 5u);
	test.expect_eq(traffic.sum(&Traffic::balance), -4);
	test.expect_eq(traffic.sum(&Traffic::small), 7);
	test.expect_eq(traffic.sum(&Traffic::medium), 1000);
	// Visits the object of each CPU.
	u64 packets = 0, cpus = 0;
	traffic.for_each([&](Traffic &one) {
		packets += one.packets;
		cpus++;
	});
	test.expect_eq(packets, 5u);
	test.expect_ge(cpus, 1u);
	return ok;
}

Result<> guards(kunit::Test &test)
{
	auto traffic = TRY(PerCpu<Traffic>::create(GFP_KERNEL));
	auto irq_traffic = TRY((PerCpu<Traffic, ByInterrupts>::create(GFP_KERNEL)));
	const int before = ::preempt_count();
	u32 expected = 0;
	{
		auto mine = traffic.local();
		expected += ::preempt_count() == before + 1;
		expected += !::irqs_disabled();
		mine->packets = 1;
	}
	expected += ::preempt_count() == before;
	{
		auto mine = irq_traffic.local();
		expected += ::irqs_disabled();
		mine->packets = 1;
		auto again = irq_traffic.local();
		expected += &*again == &*mine;
	}
	expected += !::irqs_disabled();
	test.expect_eq(expected, 6u);
	return ok;
}

Result<> objects(kunit::Test &test)
{
	static i32 alive;
	struct Object {
		explicit Object(u32 n) : number(n) { alive++; }
		~Object() { alive--; }
		u32 number;
	};
	alive = 0;
	{
		auto all = TRY(PerCpu<Object>::create(GFP_KERNEL, 6u));
		i32 cpus = 0;
		all.for_each([&](Object &one) {
			test.expect_eq(one.number, 6u);
			cpus++;
		});
		test.expect_eq(alive, cpus);
		auto other = TRY(PerCpu<Object>::create(GFP_KERNEL, 7u));
		other = std::move(all);
		test.expect_eq(alive, cpus);
	}
	test.expect_eq(alive, 0);
	return ok;
}

Result<> aligned(kunit::Test &test)
{
	struct alignas(64) Line {
		u64 number;
	};
	auto lines = TRY(PerCpu<Line>::create(GFP_KERNEL));
	lines.for_each([&](Line &line) { test.expect_eq(address(&line) % 64, 0u); });
	static_assert(shareable<PerCpu<u64>>);
	return ok;
}

struct Events {
	u64 reads;
	u32 writes;
};
constexpr StaticPerCpu<Events, "suite.events"> events;
constexpr StaticPerCpu<u64, "suite.hits"> hits;
constexpr StaticPerCpu<u64, "suite.misses"> misses;

void of_the_module(kunit::Test &test)
{
	const u64 before = hits.sum(), reads = events.sum(&Events::reads), writes = events.sum(&Events::writes);

	hits.add(7);
	test.expect_eq(hits.sum(), before + 7);
	test.expect_eq(misses.sum(), 0u);
	{
		auto mine = events.local();
		mine->reads++;
		mine->writes += 2;
	}
	events.add(&Events::reads, 5);
	test.expect_eq(events.sum(&Events::reads), reads + 6);
	test.expect_eq(events.sum(&Events::writes), writes + 2);
	test.expect_eq(hits.sum(), before + 7);
}

} // namespace

KUNIT_SUITE(percpu, { "numbers", numbers }, { "members", members }, { "guards", guards }, { "objects", objects },
	    { "aligned", aligned }, { "of_the_module", of_the_module });
