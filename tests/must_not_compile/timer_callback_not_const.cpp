// SPDX-License-Identifier: GPL-2.0
//! A callback runs beside other users of the object.
// EXPECT: a timer calls a function .void f\(\) const

#include <kernel/time/timer.hpp>

using namespace kernel;

class Disk final : Pinned {
#ifdef FIXED
	void expired() const {}
#else
	void expired() {}
#endif

	Timer<Disk, "disk.watchdog"> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use();
void use()
{
	Disk disk;
}
