// SPDX-License-Identifier: GPL-2.0
//! The timer is the last member.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Blinker final : Pinned {
public:
	explicit Blinker(Box<Atomic<u32>> state) : state_(std::move(state)) {}

	void start() const { timer_.arm(500_ms); }

private:
	void blink() const
	{
		state_->xor_with(1);
		start();
	}

	Box<Atomic<u32>> state_;
	Timer<Blinker, "led.blink"> timer_{ calls<&Blinker::blink, &Blinker::timer_> };
};
