// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/list.hpp refuses.
#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED list_item_copied: use of deleted function
// An item is linked by its address, so it is not copied.
struct Job {
	u32 number = 0;
	ListLink link;
};

u32 use(const Job &job);
u32 use(const Job &job)
{
#ifdef FIXED
	const Job &same = job;
#else
	Job same = job;
#endif
	return same.number;
}

// REFUSED list_link_of_another_class: the link is a member of another class
// The link is a member of the items' class.
struct Other {
	ListLink link;
};
struct Job {
	ListLink link;
};

void use();
void use()
{
#ifdef FIXED
	List<Box<Job>, &Job::link> jobs;
#else
	List<Box<Job>, &Other::link> jobs;
#endif
}

// REFUSED list_member_is_no_link: the member is no link of this kind
// Only a ListLink or a TrackedListLink can link an item.
struct Job {
	u32 number = 0;
	ListLink link;
};

void use();
void use()
{
#ifdef FIXED
	List<Box<Job>, &Job::link> jobs;
#else
	List<Box<Job>, &Job::number> jobs;
#endif
}

// REFUSED list_moved: use of deleted function
// The links point to the list, so it is not moved.
struct Job {
	ListLink link;
};
using Jobs = List<Box<Job>, &Job::link>;

void use(Jobs &jobs);
void use(Jobs &jobs)
{
#ifdef FIXED
	Jobs others;
	others.append(jobs);
#else
	Jobs others = std::move(jobs);
#endif
}

// REFUSED list_of_arcs_with_plain_link: give it a tracked link
// A shared item could be put into two lists at once.
struct Job {
#ifdef FIXED
	TrackedListLink link;
#else
	ListLink link;
#endif
};

void use();
void use()
{
	List<Arc<Job>, &Job::link> jobs;
}

// REFUSED list_of_values: a container holds Box<T>|incomplete type|no type named
// A list owns its items, so its type names the owner: Box<T> or Arc<T>.
struct Job {
	ListLink link;
};

void use();
void use()
{
#ifdef FIXED
	List<Box<Job>, &Job::link> jobs;
#else
	List<Job, &Job::link> jobs;
#endif
}

// REFUSED list_push_keeps_the_box: cannot bind rvalue reference
// The list owns its items, so the caller moves the Box into it.
struct Job {
	ListLink link;
};

void use(List<Box<Job>, &Job::link> &jobs, Box<Job> job);
void use(List<Box<Job>, &Job::link> &jobs, Box<Job> job)
{
#ifdef FIXED
	jobs.push_back(std::move(job));
#else
	jobs.push_back(job);
#endif
}

// REFUSED list_refusal_ignored: ignoring return
// A shared item may be in a list already, so the caller checks the result.
struct Job {
	TrackedListLink link;
};

Result<> use(List<Arc<Job>, &Job::link> &jobs, Arc<Job> job);
Result<> use(List<Arc<Job>, &Job::link> &jobs, Arc<Job> job)
{
#ifdef FIXED
	TRY(jobs.push_back(std::move(job)));
#else
	jobs.push_back(std::move(job));
#endif
	return ok;
}

// REFUSED list_removed_by_address_with_plain_link: only a TrackedListLink knows
// A plain link does not know whether the item is in this list.
struct Job {
#ifdef FIXED
	TrackedListLink link;
#else
	ListLink link;
#endif
};

void use(List<Box<Job>, &Job::link> &jobs, const Job &job);
void use(List<Box<Job>, &Job::link> &jobs, const Job &job)
{
	jobs.remove(job).ignore();
}

// REFUSED list_shared_item_changed: assignment of member .*read-only
// A shared item is read-only, also when it is in a list.
struct Job {
	u32 number = 0;
	TrackedListLink link;
};
#ifdef FIXED
using Jobs = List<Box<Job>, &Job::link>;
#else
using Jobs = List<Arc<Job>, &Job::link>;
#endif

void use(Jobs &jobs);
void use(Jobs &jobs)
{
	for (auto &job : jobs)
		job.number = 1;
}
