// SPDX-License-Identifier: GPL-2.0
//! Each of several timers names those behind it.
// EXPECT: declare the callback member last

#include <kernel/time/timer.hpp>

using namespace kernel;

class Disk final : Pinned {
	void expired() const {}

#ifdef FIXED
	Timer<Disk, "disk.one"> one_{ calls<&Disk::expired, &Disk::one_, &Disk::two_> };
#else
	Timer<Disk, "disk.one"> one_{ calls<&Disk::expired, &Disk::one_> };
#endif
	Timer<Disk, "disk.two"> two_{ calls<&Disk::expired, &Disk::two_> };
};
void use();
void use()
{
	Disk disk;
}
