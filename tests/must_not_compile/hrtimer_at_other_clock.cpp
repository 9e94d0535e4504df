// SPDX-License-Identifier: GPL-2.0
//! A timer of one clock is started for a point of that clock.
// EXPECT: could not convert|cannot convert|no matching function|conversion from

#include <kernel/time/hrtimer.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	void begin() const
	{
#ifdef FIXED
		timer_.start_at(Instant<clock::Boottime>::now() + 1_s);
#else
		timer_.start_at(Instant<clock::Monotonic>::now() + 1_s);
#endif
	}

private:
	HrRestart expired(const HrExpiry<clock::Boottime> &) const { return restart::no; }

	HrTimer<Disk, clock::Boottime> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use(const Disk &disk);
void use(const Disk &disk)
{
	disk.begin();
}
