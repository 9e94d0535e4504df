// SPDX-License-Identifier: GPL-2.0
//! A task writes under a reader-writer lock with softirqs on, and a softirq on the same CPU waits to read.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rwlock.hpp>

using namespace kernel;

namespace {

struct Neighbour {
	u32 address = 0;
	u32 failures = 0;
};
struct Table {
	Neighbour neighbours[8] = {};
	u32 used = 0;
};

class Neighbours final : Pinned {
public:
	Result<> init()
	{
		probe_.arm(5_s);
		return learn(0x0a000001);
	}

	Result<> learn(u32 address) const
	{
		auto table = table_.write(); // BUG: irq-unsafe-lock

		if (table->used == 8)
			return ENOSPC;
		table->neighbours[table->used++] = { .address = address };
		return ok;
	}
	u32 known() const
	{
		// A reader may be interrupted by another reader.
		return table_.read()->used;
	}

private:
	void probe() const
	{
		auto table = table_.read();
		u32 failing = 0;

		for (const Neighbour &neighbour : table->neighbours)
			failing += neighbour.failures > 3;
		failing_.store(failing, relaxed);
		probe_.arm(5_s);
	}

	RwLock<Table, "neighbours.table"> table_;
	Atomic<u32> failing_;
	Timer<Neighbours, "neighbours.probe"> probe_{ calls<&Neighbours::probe, &Neighbours::probe_> };
};

} // namespace

KERNEL_MODULE(Neighbours, { .name = KBUILD_MODNAME, .license = "GPL" })
