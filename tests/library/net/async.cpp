// SPDX-License-Identifier: GPL-2.0
//! Coroutines that wait for sockets: on the caller's thread, on a work queue, and cancelled.
#include "helpers.hpp"

#include <net/sock.hpp>
#include <net/tcp.hpp>

#include <kernel/async/executor.hpp>
#include <kernel/async/local.hpp>
#include <kernel/async/net.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

// A wait for the end of the other side has a time limit: C sends no FIN if there is no memory for it, and the walk over
// failing allocations gets there.

constexpr u8 hello[] = { 'h', 'e', 'l', 'l', 'o' };

Async<usize> read_some(Gfp, const TcpStream &stream, Span<u8> into)
{
	co_return co_await async::timeout(5_s, async::read(stream, into));
}

/// Available data is read at once, and so is the end.
Result<> at_once(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	u8 got[8];

	TRY(pair.near.write_all(span_of(hello)));
	test.expect_eq(TRY(async::block_on(read_some(GFP_KERNEL, pair.far, span_of(got)))), 5u);
	TRY(pair.near.shutdown(Shutdown::Write));
	test.expect_eq(TRY(async::block_on(read_some(GFP_KERNEL, pair.far, span_of(got)))), 0u);
	return ok;
}

/// A server like the one in the sample: it echoes until the end.
Async<usize> echo(Gfp, TcpStream stream)
{
	u8 bytes[16];
	usize sum = 0;

	for (;;) {
		const usize size = CO_TRY(co_await async::timeout(5_s, async::read(stream, span_of(bytes))));
		if (!size)
			co_return sum;
		CO_TRY(co_await async::write_all(stream, span_of(bytes).first(size)));
		sum += size;
	}
}

Result<> waits(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	auto executor = TRY(async::Executor::create(fmt("net")));
	auto handle = TRY(executor.spawn(GFP_KERNEL, echo, std::move(pair.far)));
	u8 got[8];

	for (u32 i = 0; i < 5; i++) {
		TRY(pair.near.write_all(span_of(hello)));
		TRY(pair.near.read_all(span_of(got).first(5)));
		test.expect(Span<const u8>(span_of(got).first(5)) == span_of(hello));
	}
	TRY(pair.near.shutdown(Shutdown::Write));
	test.expect_eq(TRY(handle.join()), 25u);
	test.expect_eq(TRY(pair.near.read(span_of(got))), 0u); // the server closed its side
	return ok;
}

/// One thread runs both sides.
Async<usize> ask(Gfp, TcpStream stream, u32 rounds)
{
	u8 got[5];

	for (u32 i = 0; i < rounds; i++) {
		CO_TRY(co_await async::write_all(stream, span_of(hello)));
		CO_TRY(co_await async::timeout(5_s, async::read_all(stream, span_of(got))));
		if (!(Span<const u8>(span_of(got)) == span_of(hello)))
			co_return EIO;
	}
	co_return rounds;
}

Result<> by_turns(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	auto executor = TRY(async::LocalExecutor::create(GFP_KERNEL));
	auto server = TRY(executor.spawn(GFP_KERNEL, echo, std::move(pair.far)));
	auto client = TRY(executor.spawn(GFP_KERNEL, ask, std::move(pair.near), 10u));

	executor.run();
	test.expect_eq(TRY(client.join()), 10u);
	test.expect_eq(TRY(server.join()), 50u);
	return ok;
}

Async<u32> accept_some(Gfp, TcpListener listener, u32 wanted)
{
	for (u32 i = 0; i < wanted; i++)
		CO_TRY(co_await async::accept(listener));
	co_return wanted;
}

Result<> accepts(kunit::Test &test)
{
	auto server = TRY(Server::create());
	auto executor = TRY(async::Executor::create(fmt("net")));
	auto handle = TRY(executor.spawn(GFP_KERNEL, accept_some, std::move(server.listener), 3u));

	for (u32 i = 0; i < 3; i++) {
		auto near = TRY(server.connect());
		u8 got[1];
		test.expect_eq(TRY(near.read(span_of(got))), 0u); // the connection is accepted and closed
	}
	test.expect_eq(TRY(handle.join()), 3u);
	return ok;
}

/// If it is cancelled while it waits, all of it is destroyed: the other side reads the end.
Result<> cancelled(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	auto server = TRY(Server::create());
	auto executor = TRY(async::Executor::create(fmt("net")));
	auto reader = TRY(executor.spawn(GFP_KERNEL, echo, std::move(pair.far)));
	auto acceptor = TRY(executor.spawn(GFP_KERNEL, accept_some, std::move(server.listener), 1u));
	u8 got[8];

	sleep(1_ms);
	test.expect(!reader.finished());
	reader.cancel();
	acceptor.cancel();
	test.expect_error(reader.join(), ECANCELED);
	test.expect_error(acceptor.join(), ECANCELED);
	test.expect_eq(TRY(pair.near.read(span_of(got))), 0u);
	test.expect_error(server.connect(), ECONNREFUSED);
	return ok;
}

/// The same happens when the executor is destroyed, and when it never ran.
Result<> dropped(kunit::Test &test)
{
	auto one = TRY(Pair::create());
	auto two = TRY(Pair::create());
	u8 got[8];

	{
		auto executor = TRY(async::Executor::create(fmt("net")));
		TRY(executor.spawn(GFP_KERNEL, echo, std::move(one.far))).detach();
		TRY(one.near.write_all(span_of(hello)));
		TRY(one.near.read_all(span_of(got).first(5)));
	}
	test.expect_eq(TRY(one.near.read(span_of(got))), 0u);
	{
		auto executor = TRY(async::LocalExecutor::create(GFP_KERNEL));
		TRY(executor.spawn(GFP_KERNEL, echo, std::move(two.far))).detach();
	}
	test.expect_eq(TRY(two.near.read(span_of(got))), 0u);
	return ok;
}

/// A writer waits while there is no room, and continues when there is.
Result<> writes_with_little_room(kunit::Test &test)
{
	// More bytes than the sockets of both sides hold before anybody reads.
	constexpr u32 size = 524288;
	auto pair = TRY(Pair::create());
	auto written = TRY(make_arc<Atomic<u32>>(GFP_KERNEL));
	KVVec<u8> data, got;
	TRY(data.resize(size, u8{ 7 }, GFP_KERNEL));
	TRY(got.resize(size, u8{ 0 }, GFP_KERNEL));

	pair.near.as_raw()->sk->sk_sndbuf = 4608;
	auto executor = TRY(async::LocalExecutor::create(GFP_KERNEL));
	auto writer = TRY(executor.spawn(
		GFP_KERNEL,
		[](Gfp, TcpStream stream, KVVec<u8> data, Arc<Atomic<u32>> written) -> Async<> {
			CO_TRY(co_await async::write_all(stream, span_of(data)));
			written->inc();
			co_return ok;
		},
		std::move(pair.near), std::move(data), written.share()));
	auto reader = TRY(executor.spawn(
		GFP_KERNEL,
		[](Gfp, TcpStream stream, KVVec<u8> got, Arc<Atomic<u32>> written) -> Async<u32> {
			// The writer must have begun first.
			if (written->load(relaxed))
				co_return EEXIST;
			CO_TRY(co_await async::timeout(5_s, async::read_all(stream, span_of(got))));
			u8 more[1];
			if (CO_TRY(co_await async::timeout(5_s, async::read(stream, span_of(more)))))
				co_return EIO;
			u32 sum = 0;
			for (u8 byte : got)
				sum += byte;
			co_return sum;
		},
		std::move(pair.far), std::move(got), written.share()));
	executor.run();
	test.expect_ok(writer.join());
	test.expect_eq(TRY(reader.join()), 7u * size);
	return ok;
}

/// Every action of the other side that affects the connection ends the wait.
Result<> broken_off(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	auto executor = TRY(async::Executor::create(fmt("net")));
	auto handle = TRY(executor.spawn(GFP_KERNEL, echo, std::move(pair.far)));

	{
		// The socket is reset, since it has unread data.
		TRY(pair.near.write_all(span_of(hello)));
		for (u32 i = 0; i < 1000 && !(::tcp_poll(nullptr, pair.near.as_raw(), nullptr) & ::macro::EPOLLIN); i++)
			sleep(1_ms);
		TcpStream gone = std::move(pair.near);
	}
	const auto result = handle.join();
	test.expect(result.is_error() && result.error() == ECONNRESET);
	return ok;
}

Async<usize> read_in_time(Gfp, const TcpStream &stream, Jiffies limit)
{
	u8 got[8];

	co_return co_await async::timeout(limit, async::read(stream, span_of(got)));
}

Result<> in_time(kunit::Test &test)
{
	auto pair = TRY(Pair::create());

	test.expect_error(async::block_on(read_in_time(GFP_KERNEL, pair.far, 2_ms)), ETIMEDOUT);
	TRY(pair.near.write_all(span_of(hello)));
	test.expect_eq(TRY(async::block_on(read_in_time(GFP_KERNEL, pair.far, 10_s))), 5u);
	return ok;
}

Async<usize> receive_two(Gfp, UdpSocket socket)
{
	u8 got[8];
	const auto first = CO_TRY(co_await async::receive_from(socket, span_of(got)));
	const auto second = CO_TRY(co_await async::receive_from(socket, span_of(got).first(2)));

	co_return first.size * 10 + second.size;
}

Result<> messages(kunit::Test &test)
{
	auto from = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
	auto to = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
	const auto address = TRY(to.local_address());
	auto executor = TRY(async::Executor::create(fmt("net")));

	TRY(from.send_to(span_of(hello), address));
	auto handle = TRY(executor.spawn(GFP_KERNEL, receive_two, std::move(to)));
	sleep(1_ms);
	test.expect(!handle.finished());
	TRY(from.send_to(span_of(hello), address));
	test.expect_eq(TRY(handle.join()), 52u);
	return ok;
}

} // namespace

KUNIT_SUITE(async_net, { "at_once", at_once }, { "waits", waits }, { "by_turns", by_turns }, { "accepts", accepts },
	    { "cancelled", cancelled }, { "dropped", dropped }, { "writes_with_little_room", writes_with_little_room },
	    { "broken_off", broken_off }, { "in_time", in_time }, { "messages", messages });
