// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/arc_hrtimer.hpp refuses.
#include <kernel/defer/arc_hrtimer.hpp>

using namespace kernel;

// REFUSED hrtimer_of_arc_without_owner: no matching function|could not convert|cannot convert
// An ArcHrTimer is started with an owner of its object.
class Disk final : Pinned {
public:
	Result<> begin(const Arc<Disk> &self) const
	{
#ifdef FIXED
		return timer_.start(self.share(), 1_s);
#else
		(void)self;
		return timer_.start(1_s);
#endif
	}

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const { return restart::no; }

	ArcHrTimer<Disk> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
Result<> use(const Arc<Disk> &disk);
Result<> use(const Arc<Disk> &disk)
{
	return disk->begin(disk);
}
