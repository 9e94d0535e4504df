// SPDX-License-Identifier: GPL-2.0
//! A counted timer is started with an owner of the object.
// EXPECT: no matching function|could not convert|cannot convert

#include <kernel/time/hrtimer.hpp>

using namespace kernel;

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
