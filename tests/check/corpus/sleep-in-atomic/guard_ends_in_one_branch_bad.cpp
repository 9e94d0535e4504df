// SPDX-License-Identifier: GPL-2.0
//! One branch releases the spinlock, the other keeps it, and after both the function sleeps.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Doorbell {
	u32 rings = 0;
	bool muted = false;
};

class Door final {
public:
	u32 ring() const
	{
		auto bell = bell_.lock_irqsave();
		u32 rings = 0;

		if (bell->muted) {
			std::move(bell).unlock();
		} else {
			rings = ++bell->rings;
		}
		sleep(5_ms); // BUG: sleep-in-atomic
		return rings;
	}
	void mute() const { bell_.lock_irqsave()->muted = true; }

private:
	SpinLock<Doorbell, "door.bell"> bell_;
};

} // namespace

u32 ring_twice();
u32 ring_twice()
{
	Door door;
	const u32 first = door.ring();

	door.mute();
	return first + door.ring();
}
