// SPDX-License-Identifier: GPL-2.0
//! async_echo: sends back what clients send over TCP, with one coroutine and no thread per client.
//!
//!     insmod async_echo.ko port=7777
//!     echo hello | nc 127.0.0.1 7777

#include <kernel/async/executor.hpp>
#include <kernel/async/net.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constinit Param<u16> port{ 7777 };

/// Serves one client, until it has nothing more to say.
Async<> serve(Gfp, TcpStream client)
{
	u8 bytes[2048];

	for (;;) {
		const usize size = CO_TRY(co_await async::read(client, span_of(bytes)));
		if (!size)
			co_return ok;
		CO_TRY(co_await async::write_all(client, span_of(bytes).first(size)));
	}
}

/// Accepts clients, one after the other.
Async<> welcome(Gfp flags, TcpListener listener, async::Spawner spawner)
{
	for (;;) {
		auto client = co_await async::accept(listener);
		if (auto *stream = client.get()) {
			auto served = spawner.spawn(flags, serve, std::move(*stream));
			if (served.is_error())
				pr_warn_ratelimited("a client is turned away: {}", served.error());
			continue;
		}
		if (client.error() == ECANCELED)
			co_return ok;
		// There may be memory for the client later.
		pr_warn_ratelimited("a client waits: {}", client.error());
		CO_TRY(co_await async::sleep(100_ms));
	}
}

class AsyncEcho final {
public:
	static Result<AsyncEcho> create()
	{
		auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), port.get() }));
		const auto address = TRY(listener.local_address());
		auto executor = TRY(async::Executor::create(fmt("async_echo")));

		TRY(executor.spawn(GFP_KERNEL, welcome, std::move(listener), executor.spawner())).detach();
		pr_info("listening at {}", address);
		return { std::in_place, std::move(executor) };
	}

	explicit AsyncEcho(async::Executor executor) : executor_(std::move(executor)) {}

private:
	/// Ends the coroutines, and with them the connections, when the module is unloaded.
	async::Executor executor_;
};

} // namespace

KERNEL_MODULE(AsyncEcho, {
	.name = "async_echo",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "An echo server over TCP, of coroutines",
	.params = {
		{ .name = "port", .value = port, .description = "Of TCP at 127.0.0.1; 0 for any" },
	},
})
