// SPDX-License-Identifier: GPL-2.0
//! A copy has the size of the source, and the destination is smaller.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct WireAddress {
	u8 bytes[20];
	u32 scope;
};
struct Peer {
	u8 address[16] = {};
	u32 scope = 0;
};

void learn(Peer &peer, const WireAddress &wire)
{
	__builtin_memcpy(peer.address, wire.bytes, sizeof(wire.bytes)); // BUG: out-of-bounds
	peer.scope = wire.scope;
}

} // namespace

u32 learn_peer(u32 scope);
u32 learn_peer(u32 scope)
{
	const WireAddress wire = { .bytes = { 0xfe, 0x80 }, .scope = scope };
	Peer peer;

	learn(peer, wire);
	return peer.scope;
}
