// SPDX-License-Identifier: GPL-2.0
//! rcu_unload: is unloaded while RCU callbacks are pending, each of which queues another one.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

constinit Param<bool> fail{ false };

/// The number of live objects. The last object to be destroyed logs its end.
constinit Atomic<u32> alive;

struct Link {
	Link() { alive.inc(); }
	~Link()
	{
		if (alive.dec_and_test())
			pr_info("the last one is gone");
	}
	RcuPtr<Link> next;
};

Result<RcuBox<Link>> chain(u32 length)
{
	auto head = TRY(make_rcu_box<Link>(GFP_KERNEL));
	for (u32 i = 1; i < length; i++) {
		auto longer = TRY(make_rcu_box<Link>(GFP_KERNEL));
		longer->next.replace(std::move(head));
		head = std::move(longer);
	}
	return head;
}

class RcuUnload final : Pinned {
public:
	Result<> init()
	{
		pr_info("chains are made");
		for (RcuPtr<Link> &each : chains_)
			each.replace(TRY(chain(8)));
		if (fail.get())
			return ENODEV;
		return ok;
	}
	~RcuUnload() { pr_info("the state is gone"); }

private:
	RcuPtr<Link> chains_[50];
};

} // namespace

KERNEL_MODULE(RcuUnload, {
	.name = "rcu_unload",
	.license = "GPL",
	.params = {
		{ .name = "fail", .value = fail, .description = "Whether init fails in the end" },
	},
})
