// SPDX-License-Identifier: GPL-2.0
//! A member behind the timer would be destroyed while the callback can run.
// EXPECT: declare the callback member last

#include <kernel/time/hrtimer.hpp>

using namespace kernel;

class Disk final : Pinned {
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const { return restart::no; }

#ifdef FIXED
	u64 reads_ = 0;
#endif
	HrTimer<Disk> timer_{ calls<&Disk::expired, &Disk::timer_> };
#ifndef FIXED
	u64 reads_ = 0;
#endif
};
void use();
void use()
{
	Disk disk;
}
