// SPDX-License-Identifier: GPL-2.0
//! What the hrtimer in the hard interrupt changes is protected by a raw spinlock.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/raw_spinlock.hpp>

using namespace kernel;

namespace {

struct Pulse {
	u64 edges = 0;
	bool high = false;
};

class Generator final : Pinned {
public:
	Result<> init()
	{
		timer_.start(1_ms);
		return ok;
	}
	u64 edges() const { return pulse_.lock_irqsave()->edges; }

private:
	HrRestart edge(const HrExpiry<clock::Monotonic> &expiry) const
	{
		auto pulse = pulse_.lock_irqsave();

		pulse->high = !pulse->high;
		pulse->edges++;
		return expiry.forward(500_us);
	}

	RawSpinLock<Pulse, "generator.pulse"> pulse_;
	HrTimer<Generator, clock::Monotonic, HrContext::Hard> timer_{ calls<&Generator::edge, &Generator::timer_> };
};

} // namespace

KERNEL_MODULE(Generator, { .name = KBUILD_MODNAME, .license = "GPL" })
