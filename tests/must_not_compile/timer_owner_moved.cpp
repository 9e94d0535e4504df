// SPDX-License-Identifier: GPL-2.0
//! The kernel knows the address of a timer.
// EXPECT: use of deleted function

#include <kernel/time/timer.hpp>

using namespace kernel;

class Disk final {
public:
	u32 number = 0;

private:
	void expired() const {}

	Timer<Disk, "disk.watchdog"> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use(Disk &from);
void use(Disk &from)
{
#ifdef FIXED
	Disk &disk = from;
#else
	Disk disk = std::move(from);
#endif
	disk.number++;
}
