// SPDX-License-Identifier: GPL-2.0
//! A boxed poller with delayed work is declared before the registers that it polls.
//! Like CVE-2023-1855: the work of an hwmon driver still ran when remove() had freed its device.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Registers final : Pinned {
public:
	u32 temperature() const { return temperature_.load(relaxed); }
	void acknowledge() const { acknowledged_.inc(); }

private:
	Atomic<u32> temperature_{ 40 };
	Atomic<u32> acknowledged_;
};

class Poller final : Pinned {
public:
	explicit Poller(const Registers &registers __lifetimebound) : registers_(registers) {}

	void again() const { workqueue::system().enqueue_delayed(work_, 1_s); }

private:
	void poll() const
	{
		if (registers_.temperature() > 90)
			pr_warn("it is hot");
		registers_.acknowledge();
		again();
	}

	const Registers &registers_;
	DelayedWork<Poller, "hwmon.poll"> work_{ calls<&Poller::poll, &Poller::work_> };
};

class Hwmon final : Pinned {
public:
	Result<> init()
	{
		auto poller = TRY(make_box<Poller>(GFP_KERNEL, registers_));

		poller->again();
		return pollers_.push(std::move(poller), GFP_KERNEL);
	}

private:
	Vec<Box<Poller>> pollers_; // BUG: member-order
	Registers registers_;	   // BUG: member-order
};
