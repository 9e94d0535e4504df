// SPDX-License-Identifier: GPL-2.0
//! A helper takes a raw spinlock with interrupts on, and a timer in the hard interrupt takes the same lock.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/raw_spinlock.hpp>

using namespace kernel;

namespace {

struct Wave {
	u32 level = 0;
	u32 step = 1;
};

class Tone final : Pinned {
public:
	Tone() { timer_.start(1_ms); }

	Result<usize> write(const File &, UserReader from) const
	{
		const u32 step = TRY(TRY(from.read<u32>()).between(1, 1000));

		change_step(step);
		return sizeof(step);
	}

private:
	void change_step(u32 step) const
	{
		auto wave = wave_.lock(); // BUG: irq-unsafe-lock

		wave->step = step;
		wave->level = 0;
	}

	HrRestart sample(const HrExpiry<clock::Monotonic> &expiry) const
	{
		auto wave = wave_.lock_irqsave();

		wave->level += wave->step;
		return expiry.forward(125_us);
	}

	RawSpinLock<Wave, "tone.wave"> wave_;
	HrTimer<Tone, clock::Monotonic, HrContext::Hard> timer_{ calls<&Tone::sample, &Tone::timer_> };
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Tone, "tone"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
