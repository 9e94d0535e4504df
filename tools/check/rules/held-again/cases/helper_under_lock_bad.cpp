// SPDX-License-Identifier: GPL-2.0
//! Two helpers lie between a held lock and the stop of a timer whose callback takes that lock.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Blinker final : Pinned {
public:
	Result<> init()
	{
		timer_.arm(1_ms);
		set(3);
		return ok;
	}

private:
	void set(u32 pattern) const
	{
		auto state = state_.lock_bh();

		rest(); // BUG: held-again
		*state = pattern;
	}
	void rest() const { quiet(); }
	void quiet() const { timer_.cancel_sync(); }
	void blink() const
	{
		{
			auto state = state_.lock_bh();
			*state ^= 1;
		}
		timer_.arm(1_ms);
	}

	SpinLock<u32, "blinker.state"> state_;
	Timer<Blinker, "blinker.timer"> timer_{ calls<&Blinker::blink, &Blinker::timer_> };
};

} // namespace

KERNEL_MODULE(Blinker, { .name = "minimal", .license = "GPL" })
