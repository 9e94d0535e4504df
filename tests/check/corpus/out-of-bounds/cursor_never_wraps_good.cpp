// SPDX-License-Identifier: GPL-2.0
//! The write cursor wraps at the size of the ring.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Trace {
	u64 stamps[128] = {};
	u32 next = 0;

	void add(u64 stamp) { stamps[next++ % 128] = stamp; }
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
