// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/timer.hpp refuses.
#include <kernel/defer/timer.hpp>

using namespace kernel;

// REFUSED timer_callback_not_const: a timer calls a function .void f\(\) const
// A callback runs beside other users of the object.
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

// REFUSED timer_names_another_member: calls<> names another member
// A timer names itself.
class Disk final : Pinned {
	void expired() const {}

#ifdef FIXED
	Timer<Disk, "disk.one"> one_{ calls<&Disk::expired, &Disk::one_, &Disk::two_> };
#else
	Timer<Disk, "disk.one"> one_{ calls<&Disk::expired, &Disk::two_> };
#endif
	Timer<Disk, "disk.two"> two_{ calls<&Disk::expired, &Disk::two_> };
};
void use();
void use()
{
	Disk disk;
}

// REFUSED timer_not_last: declare the callback member last
// A member behind the timer would be destroyed while the callback can run.
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

// REFUSED timer_owner_moved: use of deleted function
// The kernel knows the address of a timer.
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

// REFUSED timer_owner_not_final: a class with a callback member is final
// Members of a derived class would be destroyed while the callback can run.
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

// REFUSED timer_second_not_named: declare the callback member last
// Each of several timers names those behind it.
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

// REFUSED timer_without_callback: no matching function|use of deleted function|default member initializer|no default constructor
// A timer says what it calls.
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
