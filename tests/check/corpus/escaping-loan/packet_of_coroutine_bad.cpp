// SPDX-License-Identifier: GPL-2.0
//! A coroutine that refers to a local packet is returned to a caller, which awaits it later.

#include <kernel/async/net.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Packet {
	u32 sequence = 0;
	u8 body[64] = {};
};

class Pinger {
public:
	static Async<> ping(Gfp flags, Arc<TcpStream> stream, u32 count)
	{
		for (u32 n = 0; n < count; n++) {
			CO_TRY(co_await one(flags, *stream, n));
			CO_TRY(co_await async::sleep(100_ms));
		}
		co_return ok;
	}

private:
	static Async<> send(Gfp, const TcpStream &stream, const Packet &packet)
	{
		CO_TRY(co_await async::write_all(stream, span_of(packet.body)));
		pr_debug("sent {}", packet.sequence);
		co_return ok;
	}
	static Async<> one(Gfp flags, const TcpStream &stream, u32 sequence)
	{
		Packet packet;

		packet.sequence = sequence;
		packet.body[0] = static_cast<u8>(sequence);
		return send(flags, stream, packet); // BUG: escaping-loan
	}
};
