// SPDX-License-Identifier: GPL-2.0
//! A loop asks one protocol after the other, and stops at a number of headers.

#include <kernel/prelude.hpp>

using namespace kernel;

class Protocols;

class Protocol : Pinned {
public:
	virtual ~Protocol() = default;
	/// How many bytes the header has; the protocol of the rest is in its first byte.
	virtual Result<usize> receive(const Protocols &protocols, Span<const u8> packet) const = 0;
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
	Result<usize> receive(const Protocols &protocols, Span<const u8> packet) const override;
};

Result<> Protocols::receive(u8 number, Span<const u8> packet) const
{
	for (u32 headers = 0; headers < 8; headers++) {
		const auto *protocol = all_.get(number);

		if (!protocol)
			return EPROTONOSUPPORT;
		packet = packet.drop(TRY((*protocol)->receive(*this, packet)));
		const u8 *next = packet.front();

		if (!next)
			return ok;
		number = *next;
	}
	return ELOOP;
}

Result<usize> Tunnel::receive(const Protocols &, Span<const u8> packet) const
{
	const u8 *next = packet.front();

	if (!next)
		return 0;
	return 4;
}
