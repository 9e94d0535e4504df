// SPDX-License-Identifier: GPL-2.0
//! The write cursor of a ring grows without end, and is used as an index as it is.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Trace {
	u64 stamps[128] = {};
	u32 next = 0;

	void add(u64 stamp)
	{
		stamps[next++] = stamp; // BUG: out-of-bounds
	}
};

class Tracer final : Pinned {
public:
	Result<> init()
	{
		tick_.arm(10_ms);
		return ok;
	}
	u64 newest() const
	{
		auto trace = trace_.lock_bh();

		return trace->next ? trace->stamps[(trace->next - 1) % 128] : 0;
	}

private:
	void tick() const
	{
		trace_.lock()->add(JiffiesInstant::now().as_raw());
		tick_.arm(10_ms);
	}

	SpinLock<Trace, "tracer.trace"> trace_;
	Timer<Tracer, "tracer.tick"> tick_{ calls<&Tracer::tick, &Tracer::tick_> };
};

} // namespace

KERNEL_MODULE(Tracer, { .name = KBUILD_MODNAME, .license = "GPL" })
