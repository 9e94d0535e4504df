// SPDX-License-Identifier: GPL-2.0
//! The caller owns the timer.

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

Result<Box<Heartbeat>> begin();
Result<Box<Heartbeat>> begin()
{
	auto heart = TRY(make_box<Heartbeat>(GFP_KERNEL));

	heart->start();
	return heart;
}
