// SPDX-License-Identifier: GPL-2.0
//! The callback of for_each() copies what is needed of an item past the lock.

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
		const Choice best = nearest();

		if (!best.address)
			return EHOSTUNREACH;
		return best.address;
	}
	Result<> join(u32 address, u32 cost) const
	{
		auto peer = TRY(make_box<Peer>(GFP_KERNEL, address, cost));

		return peers_.lock()->insert(std::move(peer));
	}
	void leave(u32 address) const { peers_.lock()->remove(address).ignore(); }

private:
	struct Choice {
		u32 address;
		u32 cost;
	};
	Choice nearest() const
	{
		Choice best{ 0, ~0u };
		auto peers = peers_.lock();

		peers->for_each([&](Peer &peer) {
			if (peer.cost < best.cost)
				best = { peer.address, peer.cost };
		});
		return best;
	}

	Mutex<Peers, "mesh.peers"> peers_;
};
