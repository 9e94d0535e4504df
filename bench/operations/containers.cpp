// SPDX-License-Identifier: GPL-2.0
//! Lists and trees: linking, finding and unlinking items that are there already.

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>
#include <kernel/rbtree.hpp>

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
struct State {
	List<Box<Job>, &Job::link> jobs;
	RbTree<Box<Extent>, &Extent::link, &Extent::start> extents;
};

State *state;

Result<> fill()
{
	auto filled = TRY(make_box<State>(GFP_KERNEL));

	for (u32 i = 0; i < items; i++) {
		filled->jobs.push_back(TRY(make_box<Job>(GFP_KERNEL, i)));
		TRY(filled->extents.insert(TRY(make_box<Extent>(GFP_KERNEL, i * 7 % items))));
	}
	state = std::move(filled).into_raw();
	return ok;
}

} // namespace

int cxx_containers_setup() { return fill().to_c(); }
void cxx_containers_teardown()
{
	// SAFETY: from into_raw() in setup.
	auto gone = Box<State>::from_raw(unsafe, state);
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
