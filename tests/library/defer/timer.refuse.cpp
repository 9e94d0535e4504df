// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/timer.hpp refuses.
#include <kernel/defer/timer.hpp>

using namespace kernel;

// REFUSED timer_callback_not_const: a timer calls a function .void f\(\) const
// A callback runs while other tasks use the object.
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
// calls<> names the timer itself, not another member.
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
// A member after the timer would be destroyed while the callback can still run.
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
// Members of a derived class would be destroyed while the callback can still run.
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
// Each of several timers names those after it.
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
// A timer needs a callback.
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
