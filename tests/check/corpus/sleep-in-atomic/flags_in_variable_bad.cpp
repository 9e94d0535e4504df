// SPDX-License-Identifier: GPL-2.0
//! The flags of an allocation under a spinlock come from a variable that has the wrong value.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Sample {
	u64 time;
	u32 value;
};

class History final {
	using Samples = Vec<Sample>;

public:
	Result<> add(u64 time, u32 value, bool urgent) const
	{
		Gfp flags = GFP_NOIO;

		if (urgent)
			flags = flags | __GFP_NORETRY;
		auto samples = samples_.lock();
		if (samples->size() >= 1024)
			return ENOSPC;
		return samples->push({ time, value }, flags); // BUG: sleep-in-atomic
	}

private:
	SpinLock<Samples, "history.samples"> samples_;
};

} // namespace

Result<> sample_twice();
Result<> sample_twice()
{
	History history;

	TRY(history.add(1, 10, false));
	return history.add(2, 20, true);
}
