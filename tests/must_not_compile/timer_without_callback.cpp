// SPDX-License-Identifier: GPL-2.0
//! A timer says what it calls.
// EXPECT: no matching function|use of deleted function|default member initializer|no default constructor

#include <kernel/time/timer.hpp>

using namespace kernel;

class Disk final : Pinned {
	void expired() const {}

#ifdef FIXED
	Timer<Disk, "disk.watchdog"> timer_{ calls<&Disk::expired, &Disk::timer_> };
#else
	Timer<Disk, "disk.watchdog"> timer_;
#endif
};
void use();
void use()
{
	Disk disk;
}
