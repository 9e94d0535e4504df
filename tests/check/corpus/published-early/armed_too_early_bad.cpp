// SPDX-License-Identifier: GPL-2.0
//! The work is started by a helper before the table that it walks was filled.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Walker final : Pinned {
public:
	Result<> init()
	{
		begin();       // BUG: published-early
		TRY(fill(16)); // BUG: published-early, not-shareable
		return ok;
	}

private:
	void begin() const { workqueue::system().enqueue_delayed(walk_, 1_ms); }
	Result<> fill(u32 count)
	{
		for (u32 i = 0; i < count; i++)
			TRY(table_.push(i * i, GFP_KERNEL));
		return ok;
	}
	void walk() const
	{
		u64 sum = 0;

		for (u32 entry : table_)
			sum += entry;
		pr_info("{}", sum);
		begin();
	}

	Vec<u32> table_;
	DelayedWork<Walker, "walker.walk"> walk_{ calls<&Walker::walk, &Walker::walk_> };
};

} // namespace

KERNEL_MODULE(Walker, { .name = "minimal", .license = "GPL" })
