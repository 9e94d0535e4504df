// SPDX-License-Identifier: GPL-2.0
//! The module keeps the owner of the delayed work, whose destructor stops it.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Led final : Pinned {
public:
	explicit Led(u32 number) : number_(number) {}

	void blink() const
	{
		on_.xor_with(1);
		workqueue::system().enqueue_delayed(work_, 250_ms);
	}

private:
	u32 number_;
	Atomic<u32> on_;
	DelayedWork<Led, "led.work"> work_{ calls<&Led::blink, &Led::work_> };

public:
	u32 number() const { return number_; }
};

class Leds final {
public:
	static Result<Leds> create()
	{
		Leds leds;

		for (u32 number = 0; number < 4; number++) {
			auto led = TRY(make_box<Led>(GFP_KERNEL, number));

			led->blink();
			pr_info("led {} blinks", led->number());
			TRY(leds.blinking_.push(std::move(led), GFP_KERNEL));
		}
		return leds;
	}

private:
	Vec<Box<Led>> blinking_;
};
