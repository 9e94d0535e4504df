// SPDX-License-Identifier: GPL-2.0
//! The coroutine sends back only the bytes that it has read.

#include <kernel/async/executor.hpp>
#include <kernel/async/net.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constinit Param<u16> port{ 7077 };

Async<> answer(Gfp, TcpStream client)
{
	u8 bytes[512];

	for (;;) {
		const usize size = CO_TRY(co_await async::read(client, span_of(bytes)));

		if (!size)
			co_return ok;
		CO_TRY(co_await async::write_all(client, span_of(bytes).first(size)));
	}
}

Async<> listen(Gfp flags, TcpListener listener, async::Spawner spawner)
{
	for (;;) {
		auto client = CO_TRY(co_await async::accept(listener));

		CO_TRY(spawner.spawn(flags, answer, std::move(client))).detach();
	}
}

class Answers final {
public:
	static Result<Answers> create()
	{
		auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), port.get() }));
		auto executor = TRY(async::Executor::create(fmt("answers")));

		TRY(executor.spawn(GFP_KERNEL, listen, std::move(listener), executor.spawner())).detach();
		return { std::in_place, std::move(executor) };
	}

	explicit Answers(async::Executor executor) : executor_(std::move(executor)) {}

private:
	async::Executor executor_;
};

} // namespace

KERNEL_MODULE(Answers, {
	.name = KBUILD_MODNAME,
	.license = "GPL",
	.params = {
		{ .name = "port", .value = port, .description = "Of TCP at 127.0.0.1" },
	},
})
