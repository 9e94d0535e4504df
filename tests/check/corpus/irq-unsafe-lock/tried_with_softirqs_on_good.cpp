// SPDX-License-Identifier: GPL-2.0
//! The softirq only tries the lock, so it does not wait for the task that it interrupts.

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
		auto cursor = TRY(cursor_.try_lock());

		cursor->row = row;
		return ok;
	}

private:
	void blink() const
	{
		if (auto tried = cursor_.try_lock(); auto *cursor = tried.get())
			(*cursor)->shown = !(*cursor)->shown;
		blink_.arm(500_ms);
	}

	SpinLock<Cursor, "screen.cursor"> cursor_;
	Timer<Screen, "screen.blink"> blink_{ calls<&Screen::blink, &Screen::blink_> };
};

} // namespace

KERNEL_MODULE(Screen, { .name = KBUILD_MODNAME, .license = "GPL" })
