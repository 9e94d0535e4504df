// SPDX-License-Identifier: GPL-2.0
//! The callback says whether it is called again.
// EXPECT: an hrtimer calls a function .HrRestart f

#include <kernel/time/hrtimer.hpp>

using namespace kernel;

class Disk final : Pinned {
#ifdef FIXED
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const { return restart::no; }
#else
	void expired(const HrExpiry<clock::Monotonic> &) const {}
#endif

	HrTimer<Disk> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use();
void use()
{
	Disk disk;
}
