// SPDX-License-Identifier: GPL-2.0
//! A callback removes items from the table that for_each() is walking.
//! Like many a list_for_each_entry() with a kfree() in it, without _safe.

#include <kernel/container/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Neighbour {
	Neighbour(u32 address, u64 seen) : address(address), seen(seen) {}

	const u32 address;
	u64 seen;
	HListLink link;
};

class NeighbourTable final : Pinned {
	using Table = HashTable<Box<Neighbour>, &Neighbour::link, &Neighbour::address, 4>;

public:
	void expire(u64 before) const
	{
		auto table = table_.lock();

		table->for_each([&](Neighbour &neighbour) { // BUG: aliased-change
			if (neighbour.seen < before)
				table->remove(neighbour.address).ignore();
		});
	}
	Result<> learn(u32 address, u64 now) const
	{
		auto neighbour = TRY(make_box<Neighbour>(GFP_ATOMIC, address, now));

		return table_.lock()->insert(std::move(neighbour));
	}

private:
	SpinLock<Table, "neigh.table"> table_;
};
