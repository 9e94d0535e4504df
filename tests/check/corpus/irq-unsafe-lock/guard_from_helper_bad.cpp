// SPDX-License-Identifier: GPL-2.0
//! A helper returns the guard of a lock that a timer of another class takes too.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Queue final : Pinned {
	using Lock = SpinLock<u32, "pump.depth">;

public:
	GuardOf<Lock> take() const { return depth_.lock(); } // BUG: irq-unsafe-lock

private:
	Lock depth_;
};

class Pump final : Pinned {
public:
	explicit Pump(const Queue &queue) : queue_(queue) { timer_.arm(1_ms); }

private:
	void pump() const
	{
		auto depth = queue_.take(); // BUG: irq-unsafe-lock

		if (*depth)
			*depth -= 1;
		timer_.arm(1_ms);
	}

	const Queue &queue_;
	Timer<Pump, "pump.timer"> timer_{ calls<&Pump::pump, &Pump::timer_> };
};

class Pumps final : Pinned {
public:
	Result<> init()
	{
		for (u32 i = 0; i < 5; i++)
			push(); // BUG: irq-unsafe-lock
		return ok;
	}

private:
	void push() const
	{
		auto depth = queue_.take(); // BUG: irq-unsafe-lock

		*depth += 1;
	}

	Queue queue_;
	Pump pump_{ queue_ };
};

} // namespace

KERNEL_MODULE(Pumps, { .name = "minimal", .license = "GPL" })
