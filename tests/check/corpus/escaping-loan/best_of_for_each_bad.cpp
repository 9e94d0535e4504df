// SPDX-License-Identifier: GPL-2.0
//! The callback of for_each() keeps a pointer to an item past the lock that protects the item.

#include <kernel/container/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Peer {
	Peer(u32 address, u32 cost) : address(address), cost(cost) {}

	const u32 address;
	u32 cost;
	HListLink link;
};

class Mesh final : Pinned {
	using Peers = HashTable<Box<Peer>, &Peer::link, &Peer::address, 5>;

public:
	/// The address of the cheapest neighbour.
	Result<u32> cheapest() const
	{
		const Peer *best = nearest();

		if (!best)
			return EHOSTUNREACH;
		return best->address;
	}
	Result<> join(u32 address, u32 cost) const
	{
		auto peer = TRY(make_box<Peer>(GFP_KERNEL, address, cost));

		return peers_.lock()->insert(std::move(peer));
	}
	void leave(u32 address) const { peers_.lock()->remove(address).ignore(); }

private:
	const Peer *nearest() const
	{
		const Peer *best = nullptr;
		auto peers = peers_.lock();

		peers->for_each([&](Peer &peer) {
			if (!best || peer.cost < best->cost)
				best = &peer;
		});
		return best; // BUG: escaping-loan
	}

	Mutex<Peers, "mesh.peers"> peers_;
};
