// SPDX-License-Identifier: GPL-2.0
//! A mutex is taken while a spinlock is held.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Rates {
	u32 up = 0, down = 0;
};
struct Queue {
	u32 packets = 0;
	u32 dropped = 0;
};

class Shaper final : Pinned {
public:
	Result<> init() { return apply(100, 200); }

	void account(bool dropped) const
	{
		auto queue = queue_.lock();

		queue->packets++;
		if (dropped)
			queue->dropped++;
	}

	Result<> apply(u32 up, u32 down) const
	{
		if (!up || !down)
			return EINVAL;
		auto queue = queue_.lock();
		if (queue->packets > 1000)
			return EBUSY;
		auto rates = rates_.lock(); // BUG: sleep-in-atomic
		rates->up = up;
		rates->down = down;
		queue->dropped = 0;
		return ok;
	}

private:
	Mutex<Rates, "shaper.rates"> rates_;
	SpinLock<Queue, "shaper.queue"> queue_;
};

} // namespace

KERNEL_MODULE(Shaper, { .name = KBUILD_MODNAME, .license = "GPL" })
