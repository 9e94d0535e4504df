// SPDX-License-Identifier: GPL-2.0
//! C gets the address of a member, by which it finds the object again.
#include <linux/list.hpp>

#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	::list_head place;
	u32 id = 0;
};

::list_head *place_of(__lifetimebound Job &job);
::list_head *place_of(Job &job)
{
	return &job.place;
}

/// Safety:
/// - `jobs` is a list that nobody else uses meanwhile, and who takes from it owns what was taken.
Result<> append(unsafe_t, ::list_head *jobs, bool first);
Result<> append(unsafe_t, ::list_head *jobs, bool first)
{
	Job *job = TRY(make_box<Job>(GFP_KERNEL)).into_raw();

	// SAFETY: the list is the caller's, and the job is in none yet.
	if (first)
		::list_add(&job->place, jobs);
	else
		::list_add_tail(place_of(*job), jobs);
	return ok;
}
