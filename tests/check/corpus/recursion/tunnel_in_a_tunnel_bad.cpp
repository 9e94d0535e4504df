// SPDX-License-Identifier: GPL-2.0
//! Each protocol gives the rest of a packet to the next one, and a packet chooses how many there are.
//! Like CVE-2016-7039: GRO called itself for every header of tunnels in tunnels.

#include <kernel/prelude.hpp>

using namespace kernel;

class Protocols;

class Protocol : Pinned {
public:
	virtual ~Protocol() = default;
	virtual Result<> receive(const Protocols &protocols, Span<const u8> packet) const = 0;
};

class Protocols {
public:
	Result<> add(Box<Protocol> protocol) { return all_.push(std::move(protocol), GFP_KERNEL); }
	Result<> receive(u8 number, Span<const u8> packet) const;

private:
	Vec<Box<Protocol>> all_;
};

class Tunnel final : public Protocol {
public:
	Result<> receive(const Protocols &protocols, Span<const u8> packet) const override;
};

Result<> Protocols::receive(u8 number, Span<const u8> packet) const
{
	const auto *protocol = all_.get(number);

	if (!protocol)
		return EPROTONOSUPPORT;
	return (*protocol)->receive(*this, packet); // BUG: recursion
}

Result<> Tunnel::receive(const Protocols &protocols, Span<const u8> packet) const
{
	const u8 *next = packet.front();

	if (!next)
		return ok;
	return protocols.receive(*next, packet.drop(4)); // BUG: recursion
}
