// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/hrtimer.hpp refuses.
#include <kernel/defer/hrtimer.hpp>

using namespace kernel;

// REFUSED hrtimer_at_other_clock: could not convert|cannot convert|no matching function|conversion from
// A timer of one clock is started for a point of that clock.
class Disk final : Pinned {
public:
	void begin() const
	{
#ifdef FIXED
		timer_.start_at(Instant<clock::Boottime>::now() + 1_s);
#else
		timer_.start_at(Instant<clock::Monotonic>::now() + 1_s);
#endif
	}

private:
	HrRestart expired(const HrExpiry<clock::Boottime> &) const { return restart::no; }

	HrTimer<Disk, clock::Boottime> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use(const Disk &disk);
void use(const Disk &disk)
{
	disk.begin();
}

// REFUSED hrtimer_callback_returns_nothing: an hrtimer calls a function .HrRestart f
// The callback returns whether it is called again.
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

// REFUSED hrtimer_not_last: declare the callback member last
// A member after the timer would be destroyed while the callback can still run.
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

// REFUSED hrtimer_relative_to_settable_clock: this clock can be set
// A relative time means nothing on a clock that can be set.
class Disk final : Pinned {
public:
	void begin() const
	{
#ifdef FIXED
		timer_.start_at(Instant<clock::Realtime>::now() + 1_s);
#else
		timer_.start(1_s);
#endif
	}

private:
	HrRestart expired(const HrExpiry<clock::Realtime> &) const { return restart::no; }

	HrTimer<Disk, clock::Realtime> timer_{ calls<&Disk::expired, &Disk::timer_> };
};
void use(const Disk &disk);
void use(const Disk &disk)
{
	disk.begin();
}
