// SPDX-License-Identifier: GPL-2.0
//! A span ahead of now means nothing on a clock that is set.
// EXPECT: this clock can be set

#include <kernel/time/hrtimer.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	void begin() const
	{
#ifdef FIXED
		timer_.start_at(Instant<clock::Realtime>::now() + 1_s);
#else
		timer_.start(1_s);
#endif
	}

private:
	HrRestart expired(const HrExpiry<clock::Realtime> &) const { return restart::no; }

	HrTimer<Disk, clock::Realtime> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use(const Disk &disk);
void use(const Disk &disk)
{
	disk.begin();
}
