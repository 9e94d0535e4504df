// SPDX-License-Identifier: GPL-2.0
//! The result of the reset is returned, and printed if the driver is verbose.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constinit Param<bool> verbose{ false };

class Codec final : Pinned {
public:
	Result<> init()
	{
		TRY(set_rate(48000));
		return ok;
	}

	Result<> set_rate(u32 rate)
	{
		const Result<> done = reset();

		if (verbose && done.is_error())
			pr_info("reset failed: {}", done.error());
		if (done.is_error())
			return done.error();
		rate_ = rate;
		return ok;
	}

private:
	Result<> reset() const
	{
		if (rate_ == 0)
			return ok;
		return ETIMEDOUT;
	}

	u32 rate_ = 0;
};

} // namespace

KERNEL_MODULE(Codec, {
	.name = KBUILD_MODNAME,
	.license = "GPL",
	.params = {
		{ .name = "verbose", .value = verbose, .description = "Says what fails" },
	},
})
