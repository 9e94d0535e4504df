// SPDX-License-Identifier: GPL-2.0
//! A timer's callback gets a buffer from C's allocator, with flags that do not let it sleep.
//! Like fixes that replace GFP_KERNEL by GFP_ATOMIC in a timer's function.

#include <linux/slab.hpp>

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Tracer final : Pinned {
public:
	Result<> init()
	{
		snap_.arm(100_ms);
		return ok;
	}

private:
	/// Takes a snapshot of the unit.
	///
	/// Safety:
	/// - The unit is on: its timer runs.
	void record(unsafe_t) const
	{
		// SAFETY: any size may be asked for, and null is tested below.
		void *buffer = ::kmalloc(256, GFP_ATOMIC.bits());

		if (!buffer) {
			lost_.add(1);
			return;
		}
		// SAFETY: the buffer came from kmalloc(), and nobody else has it.
		::kfree(buffer);
	}

	/// Runs in a softirq.
	void snap() const
	{
		// SAFETY: this is the timer's callback.
		record(unsafe);
	}

	Atomic<u32> lost_;
	Timer<Tracer, "tracer.snap"> snap_{ calls<&Tracer::snap, &Tracer::snap_> };
};

} // namespace

KERNEL_MODULE(Tracer, { .name = KBUILD_MODNAME, .license = "GPL" })
