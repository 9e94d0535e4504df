// SPDX-License-Identifier: GPL-2.0
//! A member is declared after the timer whose callback uses it.

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

	Timer<Blinker, "led.blink"> timer_{ calls<&Blinker::blink, &Blinker::timer_> }; // BUG: types
	Box<Atomic<u32>> state_;
};
