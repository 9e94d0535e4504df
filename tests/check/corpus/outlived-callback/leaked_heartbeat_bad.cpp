// SPDX-License-Identifier: GPL-2.0
//! The owner of a timer is leaked, so the timer ticks on when the module is gone.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Heartbeat final : Pinned {
public:
	void start() const { timer_.arm(1_ms); }

private:
	void tick() const { start(); }

	Timer<Heartbeat, "heart.beat"> timer_{ calls<&Heartbeat::tick, &Heartbeat::timer_> };
};

Result<> begin();
Result<> begin()
{
	auto heart = TRY(make_box<Heartbeat>(GFP_KERNEL));

	std::move(heart).leak().start(); // BUG: types
	return ok;
}
