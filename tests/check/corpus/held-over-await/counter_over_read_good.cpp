// SPDX-License-Identifier: GPL-2.0
//! A coroutine takes the spinlock after it has waited for the network.

#include <kernel/async/net.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Traffic {
	u64 reads = 0;
	u64 bytes = 0;
};

class Proxy {
	using TrafficLock = SpinLock<Traffic, "proxy.traffic">;

public:
	static Async<> serve(Gfp, TcpStream client, Arc<TrafficLock> traffic)
	{
		u8 bytes[512];

		for (;;) {
			const usize size = CO_TRY(co_await async::read(client, span_of(bytes)));
			auto count = traffic->lock();

			count->reads++;
			count->bytes += size;
			if (!size)
				co_return ok;
		}
	}
};
