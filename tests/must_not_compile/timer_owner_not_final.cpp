// SPDX-License-Identifier: GPL-2.0
//! Members of a derived class would be destroyed while the callback can run.
// EXPECT: a class with a callback member is final

#include <kernel/time/timer.hpp>

using namespace kernel;

#ifdef FIXED
class Disk final : Pinned {
#else
class Disk : Pinned {
#endif
	void expired() const {}

	Timer<Disk, "disk.watchdog"> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use();
void use()
{
	Disk disk;
}
