// SPDX-License-Identifier: GPL-2.0
//! Timers, armed and cancelled before they expire.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

class Watchdog final : Pinned {
public:
	bool feed() const
	{
		timer_.arm(4_s);
		return timer_.cancel();
	}
	bool move() const { return timer_.arm(4_s); }
	bool feed_exactly() const
	{
		exact_.start(1_s);
		return exact_.cancel();
	}

private:
	void bark() const {}
	HrRestart bark_exactly(const HrExpiry<clock::Monotonic> &) const { return restart::no; }

	u64 id_ = 1;
	Timer<Watchdog, "bench.timer"> timer_{ calls<&Watchdog::bark, &Watchdog::timer_, &Watchdog::exact_> };
	HrTimer<Watchdog> exact_{ calls<&Watchdog::bark_exactly, &Watchdog::exact_> };
};

constinit Watchdog *watchdog = nullptr;

Result<> make()
{
	watchdog = TRY(make_box<Watchdog>(GFP_KERNEL)).into_raw();
	return ok;
}

} // namespace

int cxx_timer_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_timer_teardown()
{
	auto gone = Box<Watchdog>::from_raw(unsafe, watchdog);
}

long cxx_timer()
{
	return watchdog->feed();
}
long cxx_timer_move()
{
	return watchdog->move();
}
long cxx_hrtimer()
{
	return watchdog->feed_exactly();
}
