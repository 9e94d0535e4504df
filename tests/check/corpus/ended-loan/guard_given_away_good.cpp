// SPDX-License-Identifier: GPL-2.0
//! The caller uses the locked data before it gives the guard to the helper that ends the lock.

#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

struct Ring {
	u32 head = 0, tail = 0;
	u32 slots[64] = {};

	u32 used() const { return head - tail; }
};

class Channel final : Pinned {
	using RingLock = SpinLock<Ring, "chan.ring">;

public:
	Result<u32> put(u32 value) const
	{
		auto guard = ring_.lock();
		Ring &ring = *guard;

		if (ring.used() == 64)
			return ENOSPC;
		ring.slots[ring.head++ % 64] = value;
		const u32 used = ring.used();
		announce(std::move(guard));
		return used;
	}

private:
	/// Wakes the reader, without the lock, for which it would wait at once.
	void announce(GuardOf<RingLock> guard) const
	{
		std::move(guard).unlock();
		filled_.wake_up();
	}

	RingLock ring_;
	WaitQueue<"chan.filled"> filled_;
};
