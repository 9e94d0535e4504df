// SPDX-License-Identifier: GPL-2.0
//! Lists and trees: linking, finding and unlinking existing items.

#include <kernel/container/hashtable.hpp>
#include <kernel/container/kfifo.hpp>
#include <kernel/container/list.hpp>
#include <kernel/container/rbtree.hpp>
#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constexpr u32 items = 100;

struct Job {
	explicit Job(u32 number) : number(number) {}
	u32 number;
	ListLink link;
};
struct Extent {
	explicit Extent(u32 start) : start(start) {}
	const u32 start;
	RbLink link;
};
struct Flow {
	explicit Flow(u32 id) : id(id) {}
	const u32 id;
	HListLink link;
};
using Numbers = XArray<Box<u64>, "bench.numbers">;
using Fifo = Kfifo<u32, 64>;
struct State {
	Numbers numbers;
	HashTable<Box<Flow>, &Flow::link, &Flow::id, 6> flows;
	Fifo fifo;
	List<Box<Job>, &Job::link> jobs;
	RbTree<Box<Extent>, &Extent::link, &Extent::start> extents;
};

State *state;
Fifo::In *in;
Fifo::Out *out;

Result<> fill()
{
	auto filled = TRY(make_box<State>(GFP_KERNEL));

	for (u32 i = 0; i < items; i++) {
		filled->jobs.push_back(TRY(make_box<Job>(GFP_KERNEL, i)));
		TRY(filled->extents.insert(TRY(make_box<Extent>(GFP_KERNEL, i * 7 % items))));
		TRY(filled->numbers.insert(i, TRY(make_box<u64>(GFP_KERNEL, i)), GFP_KERNEL));
		TRY(filled->flows.insert(TRY(make_box<Flow>(GFP_KERNEL, i))));
	}
	auto first = TRY(make_box<Fifo::In>(GFP_KERNEL, TRY(filled->fifo.in())));
	auto second = TRY(make_box<Fifo::Out>(GFP_KERNEL, TRY(filled->fifo.out())));
	in = std::move(first).into_raw();
	out = std::move(second).into_raw();
	state = std::move(filled).into_raw();
	return ok;
}

} // namespace

int cxx_containers_setup()
{
	return fill().to_c();
}
void cxx_containers_teardown()
{
	// SAFETY: all three come from into_raw() in setup; the ends are destroyed first.
	auto gone = Box<State>::from_raw(unsafe, state);
	auto gone_in = Box<Fifo::In>::from_raw(unsafe, in);
	auto gone_out = Box<Fifo::Out>::from_raw(unsafe, out);
}

long cxx_list_rotate()
{
	auto job = state->jobs.pop_front();

	if (auto *first = job.get())
		state->jobs.push_back(std::move(*first));
	return 0;
}

long cxx_list_walk()
{
	long sum = 0;

	for (const Job &job : state->jobs)
		sum += job.number;
	return sum;
}

long cxx_rbtree_find()
{
	const Extent *found = state->extents.find(37u);

	return found ? found->start : 0;
}

long cxx_rbtree_move()
{
	auto extent = state->extents.remove(37u);

	if (auto *there = extent.get())
		return state->extents.insert(std::move(*there)).to_c();
	return extent.to_c();
}

long cxx_xarray_load()
{
	auto numbers = state->numbers.lock();
	const u64 *found = numbers.find(37);

	return found ? static_cast<long>(*found) : 0;
}

long cxx_xarray_move()
{
	auto numbers = state->numbers.lock();
	auto number = numbers.remove(37);

	if (auto *there = number.get())
		return numbers.insert(37, std::move(*there)).to_c();
	return number.to_c();
}

long cxx_hash_find()
{
	const Flow *found = state->flows.find(37u);

	return found ? found->id : 0;
}

long cxx_hash_move()
{
	auto flow = state->flows.remove(37u);

	if (auto *there = flow.get())
		return state->flows.insert(std::move(*there)).to_c();
	return flow.to_c();
}

long cxx_kfifo()
{
	if (!in->put(5))
		return 0;
	auto value = out->get();
	return value.get() ? *value.get() : 0;
}
