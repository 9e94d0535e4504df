// SPDX-License-Identifier: GPL-2.0
//! A lambda that waits for a work item runs inside a helper that holds a spinlock.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Phase {
	u32 number = 0;
	bool stopping = false;
};

class Engine final : Pinned {
public:
	Result<> init()
	{
		workqueue::system().enqueue(step_);
		return ok;
	}

	void stop() const
	{
		locked([this](Phase &phase) { phase.stopping = step_.cancel_sync(); }); // BUG: sleep-in-atomic
	}
	u32 phase() const
	{
		u32 now = 0;

		locked([&now](const Phase &phase) { now = phase.number; });
		return now;
	}

private:
	template <typename Function>
	void locked(Function function) const
	{
		auto phase = phase_.lock();

		function(*phase);
	}
	void step() const { steps_.inc(); }

	SpinLock<Phase, "engine.phase"> phase_;
	Atomic<u32> steps_;
	Work<Engine, "engine.step"> step_{ calls<&Engine::step, &Engine::step_> };
};

} // namespace

KERNEL_MODULE(Engine, { .name = KBUILD_MODNAME, .license = "GPL" })
