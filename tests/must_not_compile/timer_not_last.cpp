// SPDX-License-Identifier: GPL-2.0
//! A member behind the timer would be destroyed while the callback can run.
// EXPECT: declare the callback member last

#include <kernel/time/timer.hpp>

using namespace kernel;

class Disk final : Pinned {
	void expired() const {}

#ifdef FIXED
	u64 reads_ = 0;
#endif
	Timer<Disk, "disk.watchdog"> timer_{ calls<&Disk::expired, &Disk::timer_> };
#ifndef FIXED
	u64 reads_ = 0;
#endif
};
void use();
void use()
{
	Disk disk;
}
