// SPDX-License-Identifier: GPL-2.0
//! The function that gives the credit back has a name that looks like release() and is never called.

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

	static Result<Box<Lane>> open(const File &, Arc<Credits> credits)
	{
		if (credits->used.inc_return() > 4) {
			credits->used.dec();
			return EBUSY;
		}
		return make_box<Lane>(GFP_KERNEL_ACCOUNT, std::move(credits));
	}
	Result<usize> write(const File &, UserReader from) const { return from.size(); }
	/// The file is closed.
	void relase(const File &) const { credits_->used.dec(); } // BUG: misspelt-callback

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
