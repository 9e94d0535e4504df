// SPDX-License-Identifier: GPL-2.0
//! TCP on this machine: round trips within one task, and to a server.

#include <kernel/async/executor.hpp>
#include <kernel/async/local.hpp>
#include <kernel/async/net.hpp>
#include <kernel/net/tcp.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

#include "operations.h"

using namespace kernel;

namespace {

Async<> serve(Gfp, TcpStream client)
{
	u8 bytes[256];

	for (;;) {
		const usize size = CO_TRY(co_await async::read(client, span_of(bytes)));
		if (!size)
			co_return ok;
		CO_TRY(co_await async::write_all(client, span_of(bytes).first(size)));
	}
}

Result<> serve_locally(const ThisKthread &self, TcpStream client)
{
	auto executor = TRY(async::LocalExecutor::create(GFP_KERNEL));

	TRY(executor.spawn(GFP_KERNEL, serve, std::move(client))).detach();
	executor.run(self);
	return ok;
}

struct Pair {
	TcpStream near, far;
};

Result<Pair> connected()
{
	auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
	auto near = TRY(TcpStream::connect(NetNamespace::initial(), TRY(listener.local_address())));
	auto far = TRY(listener.accept());

	return { std::in_place, std::move(near), std::move(far) };
}

class Net final : Pinned {
public:
	Net(Pair alone, TcpStream served, TcpStream served_locally, async::Executor executor, Kthread thread)
		: alone_(std::move(alone)), served_(std::move(served)), served_locally_(std::move(served_locally)),
		  executor_(std::move(executor)), thread_(std::move(thread))
	{
	}
	static Result<Box<Net>> create()
	{
		auto alone = TRY(connected());
		auto with_executor = TRY(connected());
		auto with_thread = TRY(connected());
		auto executor = TRY(async::Executor::create(fmt("bench_2")));
		TRY(executor.spawn(GFP_KERNEL, serve, std::move(with_executor.far))).detach();
		auto thread = TRY(Kthread::run(fmt("bench_2"), serve_locally, std::move(with_thread.far)));

		return make_box<Net>(GFP_KERNEL, std::move(alone), std::move(with_executor.near),
				     std::move(with_thread.near), std::move(executor), std::move(thread));
	}

	Result<> there() const
	{
		u8 bytes[64] = {};

		TRY(alone_.near.write(span_of(bytes)));
		TRY(alone_.far.read(span_of(bytes)));
		return ok;
	}
	[[gnu::always_inline]] static Result<> ask(const TcpStream &stream)
	{
		u8 bytes[64] = {};

		TRY(stream.write(span_of(bytes)));
		TRY(stream.read(span_of(bytes)));
		return ok;
	}
	Result<> ask() const { return ask(served_); }
	Result<> ask_locally() const { return ask(served_locally_); }

private:
	Pair alone_;
	TcpStream served_, served_locally_;
	async::Executor executor_;
	Kthread thread_;
};

constinit Net *net_state = nullptr;

Result<> make()
{
	net_state = TRY(Net::create()).into_raw();
	return ok;
}

} // namespace

int cxx_net_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_net_teardown()
{
	auto gone = Box<Net>::from_raw(unsafe, net_state);
}

long cxx_tcp_there()
{
	return net_state->there().to_c();
}
long cxx_tcp_echo()
{
	return net_state->ask().to_c();
}
long cxx_tcp_echo_local()
{
	return net_state->ask_locally().to_c();
}
