// SPDX-License-Identifier: GPL-2.0
//! A file of debugfs sets a divisor, and zero is one of its values.
#include <kernel/attr/attr.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Sampler {
public:
	u32 rate() const { return rate_.load(relaxed); }
	Result<> set_rate(u32 rate) const
	{
		rate_.store(rate, relaxed);
		return ok;
	}
	u32 period() const { return 1000000 / rate_.load(relaxed); } // BUG: arithmetic

private:
	Atomic<u32> rate_{ 100 };
};

using Rate = attr::ReadWrite<"rate", &Sampler::rate, &Sampler::set_rate>;
static_assert(Rate::mode == 0644);
