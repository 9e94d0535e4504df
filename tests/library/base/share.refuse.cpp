// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/share.hpp refuses.
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

// REFUSED share_struct_with_pointer: Arc<T>: T is not shareable
// Who else has the number? It may be gone when the last owner looks at it.
struct Config {
#ifdef FIXED
	Arc<u32> limit;
#else
	u32 *limit;
#endif
};
#ifdef FIXED
Result<Arc<Config>> use(Arc<u32> limit)
{
	return make_arc<Config>(GFP_KERNEL, std::move(limit));
}
#else
Result<Arc<Config>> use(u32 *limit)
{
	return make_arc<Config>(GFP_KERNEL, limit);
}
#endif

// REFUSED share_struct_with_mutable: Arc<T>: T is not shareable
// Several tasks would change the field at once, through const owners.
struct Table {
#ifdef FIXED
	Mutex<u32, "table.last"> last;
#else
	mutable u32 last;
#endif
	u32 size;
};
Result<Arc<Table>> use()
{
	return make_arc<Table>(GFP_KERNEL);
}

// REFUSED share_thread_given_struct_with_pointer: must not borrow: what a pointer
// ERRORS: 1
// The thread outlives the function, and with it the number.
struct Job {
#ifdef FIXED
	Arc<u32> count;
#else
	const u32 *count;
#endif
};
#ifdef FIXED
Result<Kthread> use(Arc<u32> count)
{
	return Kthread::run(
		fmt("job"), [](const ThisKthread &, Job job) { pr_info("{}", *job.count); }, Job{ std::move(count) });
}
#else
Result<Kthread> use()
{
	u32 count = 0;

	return Kthread::run(fmt("job"), [](const ThisKthread &, Job job) { pr_info("{}", *job.count); }, Job{ &count });
}
#endif

// REFUSED share_thread_given_struct_with_section: must be sendable
// ERRORS: 1
// The section belongs to the task that entered it.
struct Section : TaskBound {};
struct Steps {
#ifdef FIXED
	u32 section;
#else
	Section section;
#endif
	u32 count;
};
Result<Kthread> use(Steps steps)
{
	return Kthread::run(
		fmt("steps"), [](const ThisKthread &, Steps all) { pr_info("{}", all.count); }, std::move(steps));
}
