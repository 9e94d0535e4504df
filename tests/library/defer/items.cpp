// SPDX-License-Identifier: GPL-2.0
//! Items that the queue owns: an Arc or a Box goes in, and comes out in run().
#include <helpers/timer.hpp>
#include <linux/timer.hpp>

#include <kernel/sync/spinlock.hpp>

#include "gate.hpp"

namespace {

/// An item with one owner.
struct Once : WorkItem<Once, "test.once"> {
	explicit Once(Arc<Counts> counts) : counts(std::move(counts)) { this->counts->alive.inc(); }
	~Once() { counts->alive.dec(); }
	static void run(Box<Once> self) { self->counts->runs.inc(); }

	Arc<Counts> counts;
};

/// An item that is shared.
struct Shared : WorkItem<Shared, "test.shared"> {
	explicit Shared(Arc<Counts> counts) : counts(std::move(counts)) { this->counts->alive.inc(); }
	~Shared() { counts->alive.dec(); }
	static void run(Arc<Shared> self) { self->counts->runs.inc(); }

	Arc<Counts> counts;
};

Result<> box_runs_once(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());

	queue.enqueue(TRY(make_box<Once>(GFP_KERNEL, counts.share())));
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

Result<> box_lives_until_its_run(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto gate = TRY(Gate::close(queue));

	queue.enqueue(TRY(make_box<Once>(GFP_KERNEL, counts.share())));
	test.expect_eq(counts->alive.load(relaxed), 1u);
	test.expect_eq(counts->runs.load(relaxed), 0u);
	gate.open();
	queue.flush();
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

Result<> arc_comes_back(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));

	test.expect(queue.enqueue(item.share()).is_ok());
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_eq(counts->alive.load(relaxed), 1u);
	// The queue has dropped its reference: this one is the last.
	test.expect_ok(std::move(item).into_unique_or_drop());
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

Result<> pending_is_refused_with_the_reference(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));
	auto gate = TRY(Gate::close(queue));

	auto first = queue.enqueue(item.share());
	test.expect(first.is_ok());
	test.expect_null(first.refused());
	{
		auto second = queue.enqueue(item.share());
		test.expect(!second.is_ok());
		TRY(test.require_not_null(second.refused()));
		test.expect(ptr_eq(*second.refused(), item));
		// The refused reference is an owner like any other.
		Arc<Shared> back = std::move(*second.refused());
		test.expect(ptr_eq(back, item));
	}
	gate.open();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_ok(std::move(item).into_unique_or_drop());
	return ok;
}

Result<> ignored_refusal_drops_one_reference(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));
	auto gate = TRY(Gate::close(queue));

	for (u32 i = 0; i < 10; i++)
		queue.enqueue(item.share()).ignore();
	gate.open();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_ok(std::move(item).into_unique_or_drop());
	return ok;
}

Result<> last_owner_goes_in_run(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());

	queue.enqueue(TRY(make_arc<Shared>(GFP_KERNEL, counts.share()))).ignore();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

/// Enqueues itself until it has run often enough.
struct Again : WorkItem<Again, "test.again"> {
	Again(const Workqueue &queue, Arc<Counts> counts) : queue(queue), counts(std::move(counts)) {}
	static void run(Arc<Again> self)
	{
		const Workqueue &queue = self->queue;

		if (self->counts->runs.inc_return() < 8)
			queue.enqueue(std::move(self)).ignore();
	}

	const Workqueue &queue;
	Arc<Counts> counts;
};
Result<> run_enqueues_itself(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Again>(GFP_KERNEL, queue, counts.share()));

	queue.enqueue(item.share()).ignore();
	queue.drain();
	test.expect_eq(counts->runs.load(relaxed), 8u);
	test.expect_ok(std::move(item).into_unique_or_drop());
	return ok;
}

/// Does the same in a Box, which is enqueued again and again.
struct AgainAlone : WorkItem<AgainAlone, "test.again_alone"> {
	AgainAlone(const Workqueue &queue, Arc<Counts> counts) : queue(queue), counts(std::move(counts)) {}
	static void run(Box<AgainAlone> self)
	{
		const Workqueue &queue = self->queue;

		if (self->counts->runs.inc_return() < 8)
			queue.enqueue(std::move(self));
	}

	const Workqueue &queue;
	Arc<Counts> counts;
};
Result<> box_enqueues_itself(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());

	queue.enqueue(TRY(make_box<AgainAlone>(GFP_KERNEL, queue, counts.share())));
	queue.drain();
	test.expect_eq(counts->runs.load(relaxed), 8u);
	return ok;
}

/// Two items in one object.
struct Two : WorkItem<Two, "test.left">, WorkItem<Two, "test.right"> {
	static void run(Arc<Two> self, On<"test.left">) { self->left.inc(); }
	static void run(Arc<Two> self, On<"test.right">) { self->right.add(10); }

	u64 before = 0x5a5a5a5a5a5a5a5a;
	Atomic<u32> left, right;
	u64 behind = 0xa5a5a5a5a5a5a5a5;
};
Result<> each_item_of_two_runs_its_own(kunit::Test &test)
{
	auto queue = TRY(one_by_one());
	auto two = TRY(make_arc<Two>(GFP_KERNEL));

	test.expect(queue.enqueue<"test.right">(two.share()).is_ok());
	queue.flush();
	test.expect_eq(two->left.load(relaxed), 0u);
	test.expect_eq(two->right.load(relaxed), 10u);
	test.expect(queue.enqueue<"test.left">(two.share()).is_ok());
	queue.flush();
	test.expect_eq(two->left.load(relaxed), 1u);
	test.expect_eq(two->before, 0x5a5a5a5a5a5a5a5au);
	test.expect_eq(two->behind, 0xa5a5a5a5a5a5a5a5u);
	return ok;
}
Result<> both_items_of_two_are_pending_at_once(kunit::Test &test)
{
	auto queue = TRY(one_by_one());
	auto two = TRY(make_arc<Two>(GFP_KERNEL));
	auto gate = TRY(Gate::close(queue));

	test.expect(queue.enqueue<"test.left">(two.share()).is_ok());
	test.expect(queue.enqueue<"test.right">(two.share()).is_ok());
	test.expect(!queue.enqueue<"test.left">(two.share()).is_ok());
	gate.open();
	queue.flush();
	test.expect_eq(two->left.load(relaxed), 1u);
	test.expect_eq(two->right.load(relaxed), 10u);
	test.expect_ok(std::move(two).into_unique_or_drop());
	return ok;
}

Result<> cancel_gives_the_reference_back(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));
	auto gate = TRY(Gate::close(queue));

	queue.enqueue(item.share()).ignore();
	test.expect(workqueue::pending(item));
	{
		auto back = workqueue::cancel(item);
		test.expect_ok(back);
		test.expect(!workqueue::pending(item));
		if (Arc<Shared> *owner = back.get())
			test.expect(ptr_eq(*owner, item));
	}
	gate.open();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 0u);
	test.expect_ok(std::move(item).into_unique_or_drop());
	return ok;
}
Result<> cancel_of_what_is_not_pending(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));

	test.expect_error(workqueue::cancel(item), ENOENT);
	test.expect_ok(std::move(item).into_unique_or_drop());
	return ok;
}
Result<> flush_waits_for_the_item(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));

	test.expect(!workqueue::flush(item));
	queue.enqueue(item.share()).ignore();
	workqueue::flush(item);
	test.expect_eq(counts->runs.load(relaxed), 1u);
	return ok;
}

/// Many tasks enqueue one item: each reference either runs or comes back.
Result<> many_enqueue_one(kunit::Test &test)
{
	struct Race {
		Arc<Shared> item;
		Atomic<u32> taken, refused;
	};
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto race = TRY(make_arc<Race>(GFP_KERNEL, TRY(make_arc<Shared>(GFP_KERNEL, counts.share()))));
	auto target = TRY(Workqueue::create(fmt("kxx-target")));
	const u32 many = test.rounds(200);
	{
		auto racers = TRY(Workqueue::create(fmt("kxx-racers"), { .unbound = true }));
		for (u32 i = 0; i < many; i++)
			TRY(racers.spawn<"test.racer">(
				GFP_KERNEL,
				[](Outlives<const Workqueue> to, Arc<Race> all) {
					if (to->enqueue(all->item.share()).is_ok())
						all->taken.inc();
					else
						all->refused.inc();
				},
				// SAFETY: `racers` is destroyed first, and waits for what it runs.
				Outlives<const Workqueue>(unsafe, &target), race.share()));
	}
	target.flush();
	test.expect_eq(race->taken.load(relaxed) + race->refused.load(relaxed), many);
	test.expect_eq(counts->runs.load(relaxed), race->taken.load(relaxed));
	auto alone = std::move(race).into_unique_or_drop();
	test.expect_ok(alone);
	if (auto *last = alone.get())
		test.expect_ok(std::move((*last)->item).into_unique_or_drop());
	return ok;
}

Result<> enqueue_with_interrupts_off(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_box<Once>(GFP_KERNEL, counts.share()));
	SpinLock<u32, "test.irqsave"> lock;
	{
		auto held = lock.lock_irqsave();
		queue.enqueue(std::move(item));
		*held += 1;
	}
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	return ok;
}

/// A timer's function, in a softirq, enqueues.
struct FromTimer {
	::timer_list timer;
	const Workqueue *queue;
	Arc<Shared> item;
	u32 refused = 0;

	static void fire(::timer_list *raw)
	{
		auto *self = reinterpret_cast<FromTimer *>(raw); // the timer is its first member

		for (int i = 0; i < 3; i++)
			if (!self->queue->enqueue(self->item.share()))
				self->refused++;
	}
};
Result<> enqueue_in_a_softirq(kunit::Test &test)
{
	static constinit ::lock_class_key key{};
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto item = TRY(make_arc<Shared>(GFP_KERNEL, counts.share()));
	auto from = TRY(make_box<FromTimer>(GFP_KERNEL, ::timer_list{}, &queue, item.share()));
	auto gate = TRY(Gate::close(queue));

	::kxx_timer_init(&from->timer, FromTimer::fire, 0, "test.timer", &key);
	::mod_timer(&from->timer, ::jiffies);
	while (::timer_pending(&from->timer))
		::msleep(1);
	::kxx_timer_shutdown(&from->timer);
	test.expect_eq(from->refused, 2u);
	gate.open();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	return ok;
}

} // namespace

KUNIT_SUITE(workqueue_items, { "box_runs_once", box_runs_once }, { "box_lives_until_its_run", box_lives_until_its_run },
	    { "arc_comes_back", arc_comes_back },
	    { "pending_is_refused_with_the_reference", pending_is_refused_with_the_reference },
	    { "ignored_refusal_drops_one_reference", ignored_refusal_drops_one_reference },
	    { "last_owner_goes_in_run", last_owner_goes_in_run }, { "run_enqueues_itself", run_enqueues_itself },
	    { "box_enqueues_itself", box_enqueues_itself },
	    { "each_item_of_two_runs_its_own", each_item_of_two_runs_its_own },
	    { "both_items_of_two_are_pending_at_once", both_items_of_two_are_pending_at_once },
	    { "cancel_gives_the_reference_back", cancel_gives_the_reference_back },
	    { "cancel_of_what_is_not_pending", cancel_of_what_is_not_pending },
	    { "flush_waits_for_the_item", flush_waits_for_the_item }, { "many_enqueue_one", many_enqueue_one },
	    { "enqueue_with_interrupts_off", enqueue_with_interrupts_off },
	    { "enqueue_in_a_softirq", enqueue_in_a_softirq });
