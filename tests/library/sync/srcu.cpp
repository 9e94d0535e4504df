// SPDX-License-Identifier: GPL-2.0
//! Sleepable RCU: sections that sleep, separate domains, and the end of a domain.
#include "rcu_helpers.hpp"

using namespace kernel;

namespace {

using Domain = Srcu<"test.srcu">;

struct State {
	explicit State(const Domain &domain) : witness(domain) {}
	SrcuPtr<Witness, "test.srcu"> witness;
};
using Lock = Mutex<State, "test.srcu.lock">;

Result<RcuBox<Witness>> make(Count &alive, u32 number = 0)
{
	return make_rcu_box<Witness>(GFP_KERNEL, alive, number);
}

Result<> sections(kunit::Test &test)
{
	auto domain = TRY(make_box<Domain>(GFP_KERNEL, Domain::create()));
	{
		auto reading = domain->read();
		auto nested = domain->read();
		::msleep(1); // an SRCU section may sleep
	}
	domain->synchronize();
	domain->synchronize_expedited();
	domain->barrier();
	test.expect_not_null(domain->as_raw());
	return ok;
}

Result<> finds_what_was_put(kunit::Test &test)
{
	Count alive;
	{
		Slot<Domain> slot;
		Domain &domain = *TRY(slot.emplace(Domain::create()));
		Lock lock(domain);
		auto first = TRY(make(alive, 1)), second = TRY(make(alive, 2));
		const auto &witness = rcu::unlocked(lock, &State::witness);
		{
			auto found = witness.read();
			test.expect_null(found.get());
		}
		lock.lock()->witness.replace(std::move(first));
		{
			auto found = witness.read();
			TRY(test.require_not_null(found.get()));
			lock.lock()->witness.replace(std::move(second));
			::msleep(2);
			test.expect(found.get()->fine());
			test.expect_eq(found.get()->number, 1);
			auto newer = witness.read();
			test.expect_eq(newer.get()->number, 2);
		}
		domain.barrier();
		test.expect_eq(alive.load(relaxed), 1);
		auto old = lock.lock()->witness.take();
		auto mine = TRY(old.reclaim());
		test.expect_eq(mine->number, 2);
		test.expect(witness.empty());
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// A domain's destructor waits for the retired objects, and for those that they retire.
struct Chain {
	Chain(const Domain &domain, Count &alive) : witness(alive), next(domain) {}
	Witness witness;
	SrcuPtr<Chain, "test.srcu"> next;
};

Result<> the_end_waits(kunit::Test &test)
{
	Count alive;
	{
		Slot<Domain> slot;
		Domain &domain = *TRY(slot.emplace(Domain::create()));
		auto head = TRY(make_rcu_box<Chain>(GFP_KERNEL, domain, alive));
		for (u32 i = 0; i < 4; i++) {
			auto longer = TRY(make_rcu_box<Chain>(GFP_KERNEL, domain, alive));
			longer->next.replace(std::move(head));
			head = std::move(longer);
		}
		SrcuPtr<Chain, "test.srcu"> pointer(domain, std::move(head));
		test.expect_eq(alive.load(relaxed), 5);
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// A reader that sleeps in its section until it is told to leave.
struct Slow {
	explicit Slow(const Domain &domain) : lock(domain) {}

	Lock lock;
	Count alive;
	Completion<"test.srcu.inside"> inside;
	Completion<"test.srcu.leave"> leave;
	Atomic<u32> wrong;

	static void read(const ThisKthread &, Slow *slow)
	{
		auto found = rcu::unlocked(slow->lock, &State::witness).read();
		slow->inside.complete();
		slow->leave.wait();
		if (!found.get() || !found.get()->fine())
			slow->wrong.inc();
	}
	struct Release {
		Slow &slow;
		~Release() { slow.leave.complete_all(); }
	};
};

Result<> waits_for_sleeping_readers(kunit::Test &test)
{
	Slot<Domain> slot, other;
	Domain &domain = *TRY(slot.emplace(Domain::create()));
	Domain &unrelated = *TRY(other.emplace(Domain::create()));
	Slow slow(domain);
	Slow::Release at_end{ slow };
	auto next = TRY(make(slow.alive, 1));
	slow.lock.lock()->witness.replace(std::move(next));
	// SAFETY: `slow` lives until the thread has been joined.
	auto thread = TRY(Kthread::run(fmt("kxx-reader"), Slow::read, Outlives(unsafe, &slow)));

	slow.inside.wait();
	slow.lock.lock()->witness.take();
	unrelated.synchronize(); // does not wait for the reader
	::msleep(10);
	test.expect_eq(slow.alive.load(relaxed), 1);
	slow.leave.complete();
	domain.barrier();
	test.expect_eq(slow.alive.load(relaxed), 0);
	test.expect_eq(slow.wrong.load(relaxed), 0);
	return ok;
}

struct Storm {
	explicit Storm(const Domain &domain) : lock(domain) {}

	Lock lock;
	Count alive;
	Atomic<u32> reads;
	Atomic<u32> wrong;

	static void read(const ThisKthread &self, Storm *storm)
	{
		const auto &witness = rcu::unlocked(storm->lock, &State::witness);
		while (!self.should_stop()) {
			::kxx_cond_resched();
			auto found = witness.read();
			if (!found.get())
				continue;
			if (!found.get()->fine())
				storm->wrong.inc();
			::kxx_cond_resched();
			if (!found.get()->fine())
				storm->wrong.inc();
			storm->reads.inc();
		}
	}
};

Result<> storm(kunit::Test &test)
{
	Slot<Domain> slot;
	Domain &domain = *TRY(slot.emplace(Domain::create()));
	Storm storm(domain);
	{
		Vec<Kthread> readers;
		TRY(readers.reserve(2, GFP_KERNEL));
		for (u32 i = 0; i < 2; i++)
			TRY(readers.push(TRY(Kthread::run(fmt("kxx-reader/{}", i), Storm::read,
							  // SAFETY: `storm` lives until the threads have been joined.
							  Outlives(unsafe, &storm))),
					 GFP_KERNEL));
		for (u32 i = 1; i <= test.rounds(500); i++) {
			auto next = TRY(make(storm.alive, i));
			storm.lock.lock()->witness.replace(std::move(next));
			if (i % 50 == 0)
				::msleep(1);
		}
		test.expect(soon([&] { return storm.reads.load(relaxed) > 0; }));
	}
	storm.lock.lock()->witness.take();
	domain.barrier();
	test.expect_eq(storm.wrong.load(relaxed), 0);
	test.expect_eq(storm.alive.load(relaxed), 0);
	test.info("{} reads", storm.reads.load(relaxed));
	return ok;
}

} // namespace

KUNIT_SUITE(srcu, { "sections", sections }, { "finds_what_was_put", finds_what_was_put },
	    { "the_end_waits", the_end_waits }, { "waits_for_sleeping_readers", waits_for_sleeping_readers },
	    { "storm", storm });
