// SPDX-License-Identifier: GPL-2.0
//! The helper of the function for hard interrupts allocates with GFP_ATOMIC.

#include <kernel/prelude.hpp>
#include <kernel/sync/raw_spinlock.hpp>

using namespace kernel;

namespace {

struct Sample {
	u32 channel;
	u32 value;
};

class Sampler final {
public:
	explicit Sampler(u32 channels) : channels_(channels) {}

	/// Stores a sample.
	///
	/// Errors: EINVAL, ENOMEM.
	/// Context: hard interrupt; never sleeps.
	Result<> interrupt(u32 channel, u32 value)
	{
		if (channel >= channels_)
			return EINVAL;
		return keep({ channel, value });
	}
	usize stored() const { return samples_.size(); }

private:
	Result<> keep(Sample sample)
	{
		if (samples_.size() == 1024)
			samples_.clear();
		return samples_.push(sample, GFP_ATOMIC);
	}

	u32 channels_;
	Vec<Sample> samples_;
};

} // namespace

Result<usize> sample_twice();
Result<usize> sample_twice()
{
	Sampler sampler(4);

	TRY(sampler.interrupt(0, 17));
	TRY(sampler.interrupt(1, 18));
	return sampler.stored();
}
