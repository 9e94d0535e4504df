// SPDX-License-Identifier: GPL-2.0
//! The destructor of the file gives the credit back.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Credits {
	Atomic<u32> used;
};

class Lane final : Pinned {
public:
	explicit Lane(Arc<Credits> credits) : credits_(std::move(credits)) {}
	~Lane() { credits_->used.dec(); }

	static Result<Box<Lane>> open(const File &, Arc<Credits> credits)
	{
		if (credits->used.inc_return() > 4) {
			credits->used.dec();
			return EBUSY;
		}
		return make_box<Lane>(GFP_KERNEL_ACCOUNT, std::move(credits));
	}
	Result<usize> write(const File &, UserReader from) const { return from.size(); }

private:
	Arc<Credits> credits_;
};

class LaneModule final : Pinned {
public:
	explicit LaneModule(Arc<Credits> credits) : device_(std::move(credits)) {}

	Result<> init() { return device_.publish(); }

private:
	misc::Device<Lane, "lane", Credits> device_;
};
