// SPDX-License-Identifier: GPL-2.0
//! A coroutine drops the result of a write, so it goes on counting after the client is gone.

#include <kernel/async/executor.hpp>
#include <kernel/async/net.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

/// Sends a number every second.
Async<> count(Gfp, TcpStream client)
{
	for (u8 number = 0; number < 100; number++) {
		const u8 line[] = { static_cast<u8>('0' + number % 10), '\n' };

		static_cast<void>(co_await async::write_all(client, span_of(line))); // BUG: dropped-error
		CO_TRY(co_await async::sleep(1_s));
	}
	co_return ok;
}

class Counter final {
public:
	static Result<Counter> create()
	{
		auto executor = TRY(async::Executor::create(fmt("counter")));
		auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), u16{ 7078 } }));

		TRY(executor.spawn(GFP_KERNEL, welcome, std::move(listener), executor.spawner())).detach();
		return { std::in_place, std::move(executor) };
	}

	explicit Counter(async::Executor executor) : executor_(std::move(executor)) {}

private:
	static Async<> welcome(Gfp flags, TcpListener listener, async::Spawner spawner)
	{
		for (;;) {
			auto client = CO_TRY(co_await async::accept(listener));

			CO_TRY(spawner.spawn(flags, count, std::move(client))).detach();
		}
	}

	async::Executor executor_;
};

} // namespace

KERNEL_MODULE(Counter, { .name = KBUILD_MODNAME, .license = "GPL" })
