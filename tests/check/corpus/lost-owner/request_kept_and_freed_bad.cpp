// SPDX-License-Identifier: GPL-2.0
//! The request that a new connection keeps is also freed by the function that received it.
//! Like CVE-2017-6074: DCCP freed the packet of a request, which the connection had kept.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Packet {
	explicit Packet(u32 port) : port(port) {}

	u32 port;
	bool wants_options = false;
};

class Listener final : Pinned {
public:
	Result<> receive(u32 port, bool wants_options)
	{
		auto packet = TRY(make_box<Packet>(GFP_ATOMIC, port));

		packet->wants_options = wants_options;
		Packet *raw = std::move(packet).into_raw();

		accept(raw);
		// SAFETY: from into_raw() above.
		Box<Packet> gone = Box<Packet>::from_raw(unsafe, raw); // BUG: lost-owner

		return ok;
	}
	~Listener() { drop(); }

private:
	/// Keeps the packet if its options are wanted later; returns whether it did.
	bool accept(Packet *packet)
	{
		connections_++;
		if (!packet->wants_options)
			return false;
		drop();
		options_ = packet;
		return true;
	}
	void drop()
	{
		if (!options_)
			return;
		// SAFETY: from into_raw() in receive(), and kept here alone.
		Box<Packet> gone = Box<Packet>::from_raw(unsafe, std::exchange(options_, nullptr));
	}

	Packet *options_ = nullptr;
	u32 connections_ = 0;
};
