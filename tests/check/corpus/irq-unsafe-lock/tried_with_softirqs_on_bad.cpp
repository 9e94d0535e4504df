// SPDX-License-Identifier: GPL-2.0
//! A task tries a spinlock with softirqs on; while it holds the lock, a timer's softirq waits for it for ever.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Cursor {
	u32 row = 0;
	bool shown = false;
};

class Screen final : Pinned {
public:
	Result<> init()
	{
		blink_.arm(500_ms);
		return move_to(2);
	}
	Result<> move_to(u32 row) const
	{
		auto cursor = TRY(cursor_.try_lock()); // BUG: irq-unsafe-lock

		cursor->row = row;
		return ok;
	}

private:
	void blink() const
	{
		{
			auto cursor = cursor_.lock();

			cursor->shown = !cursor->shown;
		}
		blink_.arm(500_ms);
	}

	SpinLock<Cursor, "screen.cursor"> cursor_;
	Timer<Screen, "screen.blink"> blink_{ calls<&Screen::blink, &Screen::blink_> };
};

} // namespace

KERNEL_MODULE(Screen, { .name = KBUILD_MODNAME, .license = "GPL" })
