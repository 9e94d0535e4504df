// SPDX-License-Identifier: GPL-2.0
//! The owner of delayed work is leaked, so nothing stops the work when the module is unloaded.

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
			pr_info("led {} blinks", std::move(led).leak().number()); // BUG: types
			leds.blinking_++;
		}
		return leds;
	}

private:
	u32 blinking_ = 0;
};
