// SPDX-License-Identifier: GPL-2.0
//! A module's own queues: options, order, flushing, destroying, and functions that run once.
#include <linux/smp.hpp>

#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/task/cpu.hpp>

#include "gate.hpp"

namespace {

/// The numbers of the functions that ran, in order.
struct Log {
	Mutex<Vec<u32>, "test.log"> numbers;
	Atomic<u32> running, most;

	static void write(Arc<Log> log, u32 number)
	{
		const u32 now = log->running.inc_return();
		const u32 most = log->most.load(relaxed);

		if (now > most)
			log->most.store(now, relaxed);
		log->numbers.lock()->push(number, GFP_KERNEL).ignore();
		::msleep(1);
		log->running.dec();
	}
};

Result<> ordered_keeps_the_order(kunit::Test &test)
{
	auto log = TRY(make_arc<Log>(GFP_KERNEL));
	auto queue = TRY(one_by_one());

	for (u32 i = 0; i < 40; i++)
		TRY(queue.spawn<"test.log">(GFP_KERNEL, Log::write, log.share(), i));
	queue.flush();
	auto numbers = log->numbers.lock();
	TRY(test.require_eq(numbers->size(), 40u));
	for (u32 i = 0; i < 40; i++)
		test.expect_eq(*numbers->get(i), i);
	test.expect_eq(log->most.load(relaxed), 1u);
	return ok;
}

Result<> max_active_is_a_limit(kunit::Test &test)
{
	auto log = TRY(make_arc<Log>(GFP_KERNEL));
	auto queue = TRY(Workqueue::create(fmt("kxx-two"), { .unbound = true, .max_active = 2 }));

	for (u32 i = 0; i < 40; i++)
		TRY(queue.spawn<"test.log">(GFP_KERNEL, Log::write, log.share(), i));
	queue.flush();
	test.expect_le(log->most.load(relaxed), 2u);
	test.expect_eq(log->numbers.lock()->size(), 40u);
	return ok;
}

Result<> options_that_contradict(kunit::Test &test)
{
	test.expect_error(Workqueue::create(fmt("kxx-bad"), { .max_active = 513 }), EINVAL);
	test.expect_error(Workqueue::create(fmt("kxx-bad"), { .ordered = true, .max_active = 2 }), EINVAL);
	test.expect_ok(Workqueue::create(fmt("kxx-good"), { .ordered = true, .max_active = 1 }));
	return ok;
}

Result<> every_option(kunit::Test &test)
{
	constexpr WorkqueueOptions all[] = {
		{},
		{ .ordered = true },
		{ .unbound = true },
		{ .high_priority = true },
		{ .memory_reclaim = true },
		{ .freezable = true },
		{ .cpu_intensive = true },
		{ .power_efficient = true },
		{ .unbound = true, .sysfs = true },
		{ .max_active = 512 },
		{ .ordered = true, .high_priority = true, .memory_reclaim = true, .freezable = true },
	};
	u32 number = 0;

	for (const WorkqueueOptions &options : all) {
		auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
		{
			auto queue = TRY(Workqueue::create(fmt("kxx-{}-{}", "option", number++), options));
			TRY(queue.spawn<"test.option">(
				GFP_KERNEL, [](Arc<Counts> c) { c->runs.inc(); }, counts.share()));
		}
		test.expect_eq(counts->runs.load(relaxed), 1u);
	}
	return ok;
}

Result<> set_max_active_checks(kunit::Test &test)
{
	auto queue = TRY(Workqueue::create(fmt("kxx-active")));

	test.expect_ok(queue.set_max_active(1));
	test.expect_ok(queue.set_max_active(512));
	test.expect_error(queue.set_max_active(0), EINVAL);
	test.expect_error(queue.set_max_active(513), EINVAL);
	auto ordered = TRY(one_by_one());
	test.expect_error(ordered.set_max_active(1), EINVAL);
	test.expect_error(ordered.set_max_active(2), EINVAL);
	return ok;
}

Result<> destructor_lets_everything_run(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	const u32 many = test.rounds(100);
	{
		auto queue = TRY(one_by_one());
		for (u32 i = 0; i < many; i++)
			TRY(queue.spawn<"test.rest">(GFP_KERNEL, [](Arc<Counts> c) { c->runs.inc(); }, counts.share()));
	}
	test.expect_eq(counts->runs.load(relaxed), many);
	test.expect_ok(std::move(counts).into_unique_or_drop());
	return ok;
}

/// Enqueues the next item while the queue is being destroyed.
struct Chain : WorkItem<Chain, "test.chain"> {
	Chain(const Workqueue &queue, Arc<Counts> counts) : queue(queue), counts(std::move(counts)) {}
	static void run(Box<Chain> self)
	{
		const Workqueue &queue = self->queue;

		::msleep(1);
		if (self->counts->runs.inc_return() < 5)
			queue.enqueue(std::move(self));
	}

	const Workqueue &queue;
	Arc<Counts> counts;
};
Result<> destructor_lets_chains_end(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	{
		auto queue = TRY(Workqueue::create(fmt("kxx-chain")));
		queue.enqueue(TRY(make_box<Chain>(GFP_KERNEL, queue, counts.share())));
	}
	test.expect_eq(counts->runs.load(relaxed), 5u);
	return ok;
}

Result<> flush_waits_for_all_before(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(Workqueue::create(fmt("kxx-flush"), { .unbound = true }));

	for (u32 i = 0; i < 20; i++)
		TRY(queue.spawn<"test.slow">(
			GFP_KERNEL,
			[](Arc<Counts> c) {
				::msleep(2);
				c->runs.inc();
			},
			counts.share()));
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 20u);
	queue.flush(); // the queue is empty
	return ok;
}

Result<> moved_queue_works(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	{
		auto first = TRY(one_by_one());
		auto second = std::move(first);
		TRY(second.spawn<"test.moved">(GFP_KERNEL, [](Arc<Counts> c) { c->runs.inc(); }, counts.share()));
	}
	test.expect_eq(counts->runs.load(relaxed), 1u);
	return ok;
}

/// Records the CPU that it ran on.
struct Where : WorkItem<Where, "test.where"> {
	static void run(Arc<Where> self) { self->cpu.store(::raw_smp_processor_id() + 1, relaxed); }

	Atomic<u32> cpu;
};
Result<> runs_on_the_cpu(kunit::Test &test)
{
	auto queue = TRY(Workqueue::create(fmt("kxx-cpu")));
	auto where = TRY(make_arc<Where>(GFP_KERNEL));

	for (CpuId cpu : online_cpus()) {
		test.expect(queue.enqueue_on(cpu.number(), where.share()).is_ok());
		workqueue::flush(where);
		test.expect_eq(where->cpu.load(relaxed), cpu.number() + 1);
	}
	// For a CPU that does not exist, any CPU is used.
	for (u32 cpu : { 4000u, 0x7fffffffu, 0xffffffffu }) {
		where->cpu.store(0, relaxed);
		test.expect(queue.enqueue_on(cpu, where.share()).is_ok());
		workqueue::flush(where);
		test.expect_ne(where->cpu.load(relaxed), 0u);
	}
	return ok;
}

Result<> spawn_a_thousand(kunit::Test &test)
{
	auto sum = TRY(make_arc<Atomic<u32>>(GFP_KERNEL));
	auto queue = TRY(Workqueue::create(fmt("kxx-spawn"), { .unbound = true }));
	const u32 many = test.rounds(1000);

	for (u32 i = 1; i <= many; i++)
		TRY(queue.spawn<"test.add">(GFP_KERNEL, [](Arc<Atomic<u32>> s, u32 n) { s->add(n); }, sum.share(), i));
	queue.flush();
	test.expect_eq(sum->load(relaxed), many * (many + 1) / 2);
	// Every closure has been freed, with its arguments.
	test.expect_ok(std::move(sum).into_unique_or_drop());
	return ok;
}

struct Alive {
	explicit Alive(Arc<Counts> counts) : counts(std::move(counts)) { this->counts->alive.inc(); }
	~Alive() { counts->alive.dec(); }

	Arc<Counts> counts;
};
Result<> spawn_moves_its_arguments(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto gate = TRY(Gate::close(queue));

	TRY(queue.spawn<"test.move">(
		GFP_KERNEL, [](Box<Alive> alive) { alive->counts->runs.inc(); },
		TRY(make_box<Alive>(GFP_KERNEL, counts.share()))));
	test.expect_eq(counts->alive.load(relaxed), 1u);
	gate.open();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

Result<> spawn_in_atomic_context(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	SpinLock<u32, "test.held"> lock;
	auto spawn = [&] {
		auto held = lock.lock_irqsave();
		return queue.spawn<"test.atomic">(GFP_ATOMIC, [](Arc<Counts> c) { c->runs.inc(); }, counts.share());
	};

	TRY(spawn());
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	return ok;
}

} // namespace

KUNIT_SUITE(workqueue_queues, { "ordered_keeps_the_order", ordered_keeps_the_order },
	    { "max_active_is_a_limit", max_active_is_a_limit }, { "options_that_contradict", options_that_contradict },
	    { "every_option", every_option }, { "set_max_active_checks", set_max_active_checks },
	    { "destructor_lets_everything_run", destructor_lets_everything_run },
	    { "destructor_lets_chains_end", destructor_lets_chains_end },
	    { "flush_waits_for_all_before", flush_waits_for_all_before }, { "moved_queue_works", moved_queue_works },
	    { "runs_on_the_cpu", runs_on_the_cpu }, { "spawn_a_thousand", spawn_a_thousand },
	    { "spawn_moves_its_arguments", spawn_moves_its_arguments },
	    { "spawn_in_atomic_context", spawn_in_atomic_context });
