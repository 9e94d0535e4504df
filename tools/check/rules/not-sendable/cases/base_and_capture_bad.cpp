// SPDX-License-Identifier: GPL-2.0
//! A base class of an argument keeps a section of the task that made it.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

class Reader {
public:
	explicit Reader(u32 from) : from_(from) {}
	u32 from() const { return from_; }

private:
	rcu::ReadGuard section_;
	u32 from_;
};

class Printing : public Reader {
public:
	using Reader::Reader;
};

Result<> print_later(const Workqueue &queue);
Result<> print_later(const Workqueue &queue)
{
	auto print = [](Box<Printing> what) { pr_info("{}", what->from()); };

	return queue.spawn<"print">(GFP_KERNEL, print, TRY(make_box<Printing>(GFP_KERNEL, 1u))); // BUG: not-sendable
}
