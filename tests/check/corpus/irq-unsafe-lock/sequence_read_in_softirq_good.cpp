// SPDX-License-Identifier: GPL-2.0
//! The task writes with softirqs off, so the softirq that copies never interrupts it.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/seqlock.hpp>

using namespace kernel;

namespace {

struct Position {
	i64 x = 0;
	i64 y = 0;
};

class Tracker final : Pinned {
public:
	Result<> init()
	{
		blink_.arm(1_s);
		move_to(3, 4);
		return ok;
	}
	void move_to(i64 x, i64 y) const
	{
		auto position = position_.write_bh();

		position->x = x;
		position->y = y;
	}
	/// For tasks: a writer in a softirq only lets it copy again.
	Position position() const { return position_.copy(); }

private:
	void blink() const
	{
		last_x_.store(position_.copy().x, relaxed);
		blink_.arm(1_s);
	}

	SeqLock<Position, "tracker.position"> position_;
	Atomic<i64> last_x_;
	Timer<Tracker, "tracker.blink"> blink_{ calls<&Tracker::blink, &Tracker::blink_> };
};

} // namespace

KERNEL_MODULE(Tracker, { .name = KBUILD_MODNAME, .license = "GPL" })
