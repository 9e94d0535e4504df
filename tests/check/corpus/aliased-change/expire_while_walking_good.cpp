// SPDX-License-Identifier: GPL-2.0
//! Old items are removed by remove_if(), which expects that.

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

		table->remove_if([&](const Neighbour &neighbour) { return neighbour.seen < before; });
	}
	Result<> learn(u32 address, u64 now) const
	{
		auto neighbour = TRY(make_box<Neighbour>(GFP_ATOMIC, address, now));

		return table_.lock()->insert(std::move(neighbour));
	}

private:
	SpinLock<Table, "neigh.table"> table_;
};
