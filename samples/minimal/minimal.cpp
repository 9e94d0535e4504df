// SPDX-License-Identifier: GPL-2.0 OR MIT
//! minimal: owns a few numbers while it is loaded, and forgets them when it goes.

#include <kernel/prelude.hpp>

using namespace kernel;

class Minimal final : Pinned {
public:
	Result<> init()
	{
		TRY(numbers_.extend({ 72, 108, 200 }, GFP_KERNEL));
		pr_info("loaded");
		return ok;
	}

	~Minimal() { pr_info("unloaded, {} numbers forgotten", numbers_.size()); }

private:
	Vec<i32> numbers_;
};

KERNEL_MODULE(Minimal, {
	.name = "minimal",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "The smallest useful module in C++",
})
