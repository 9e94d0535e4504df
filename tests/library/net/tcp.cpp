// SPDX-License-Identifier: GPL-2.0
//! Connections: their data, waiting, and their end.
#include "helpers.hpp"

#include <net/sock.hpp>

#include <kernel/sync/rcu.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constexpr u8 hello[] = { 'h', 'e', 'l', 'l', 'o' };

Result<> echo(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	u8 got[8];

	test.expect_eq(TRY(pair.near.write(span_of(hello))), 5u);
	test.expect_eq(TRY(pair.far.read(span_of(got))), 5u);
	test.expect(Span<const u8>(span_of(got).first(5)) == span_of(hello));
	// The rest of the data remains for the next read.
	TRY(pair.far.write_all(span_of(hello)));
	test.expect_eq(TRY(pair.near.read(span_of(got).first(2))), 2u);
	TRY(pair.near.read_all(span_of(got).first(3)));
	test.expect(Span<const u8>(span_of(got).first(3)) == span_of(hello).drop(2));
	pair.near.set_nodelay();
	test.expect_eq(TRY(pair.near.write(span_of(hello))), 5u);
	return ok;
}

Result<> addresses(kunit::Test &test)
{
	auto server = TRY(Server::create());
	test.expect(server.address.port() != 0);
	test.expect(TRY(server.address.ipv4()) == Ipv4Addr::loopback());
	test.expect_error(server.listener.peer_address(), ENOTCONN);
	auto near = TRY(server.connect());
	auto far = TRY(server.listener.accept());
	test.expect(TRY(near.peer_address()) == server.address);
	test.expect(TRY(far.local_address()) == server.address);
	test.expect(TRY(far.peer_address()) == TRY(near.local_address()));
	return ok;
}

Result<> nothing_there(kunit::Test &test)
{
	auto server = TRY(Server::create());
	u8 got[8];

	test.expect_error(server.listener.try_accept(), EAGAIN);
	auto near = TRY(server.connect());
	auto far = TRY(server.listener.try_accept());
	test.expect_error(far.try_read(span_of(got)), EAGAIN);
	test.expect_eq(TRY(near.try_write(span_of(hello))), 5u);
	test.expect_eq(TRY(far.try_read(span_of(got))), 5u);
	test.expect_error(far.try_read(span_of(got)), EAGAIN);
	return ok;
}

Result<> refused(kunit::Test &test)
{
	SocketAddr address = TRY(Server::create()).address;

	test.expect_error(TcpStream::connect(NetNamespace::initial(), address), ECONNREFUSED);
	auto server = TRY(Server::create());
	test.expect_error(TcpListener::bind(NetNamespace::initial(), server.address), EADDRINUSE);
	test.expect_error(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr(192, 0, 2, 1), 0 }), EADDRNOTAVAIL);
	return ok;
}

/// One can listen at a port again while its last connections are being closed.
Result<> bound_again(kunit::Test &test)
{
	auto server = TRY(Server::create());
	const SocketAddr address = server.address;
	auto near = TRY(server.connect());
	auto far = TRY(server.listener.accept());

	{
		// The side that closes first keeps the port in use for a while.
		TcpStream closed = std::move(far);
		TcpListener gone = std::move(server.listener);
	}
	test.expect_ok(TcpListener::bind(NetNamespace::initial(), address));
	return ok;
}

Result<> half_closed(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	u8 got[8];

	TRY(pair.near.write_all(span_of(hello)));
	TRY(pair.near.shutdown(Shutdown::Write));
	test.expect_error(pair.near.write(span_of(hello)), EPIPE);
	test.expect_eq(TRY(pair.far.read(span_of(got))), 5u);
	test.expect_eq(TRY(pair.far.read(span_of(got))), 0u);
	test.expect_eq(TRY(pair.far.try_read(span_of(got))), 0u);
	test.expect_error(pair.far.read_all(span_of(got)), ENODATA);
	// The other direction is still open.
	TRY(pair.far.write_all(span_of(hello)));
	test.expect_eq(TRY(pair.near.read(span_of(got))), 5u);
	return ok;
}

/// Writing to a closed connection is an error, not a signal.
Result<> no_sigpipe(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	{
		TcpStream gone = std::move(pair.far);
	}
	Result<usize> written = 0;
	for (u32 i = 0; i < 100; i++) {
		Result<usize> now = pair.near.write(span_of(hello));
		if (now.is_error()) {
			test.expect(now.error() == EPIPE || now.error() == ECONNRESET);
			test.expect(!current()->signal_pending());
			return ok;
		}
		sleep(1_ms);
	}
	test.expect(false);
	return ok;
}

/// try_write() returns how much was written, and then that there is no room.
Result<> partial(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	Vec<u8> data;
	TRY(data.resize(16384, u8{ 7 }, GFP_KERNEL));
	usize sent = 0;

	// The buffer is small, so that it is soon full.
	pair.near.as_raw()->sk->sk_sndbuf = 8192;
	::sock_set_rcvbuf(pair.far.as_raw()->sk, 4096);
	for (;;) {
		auto now = pair.near.try_write(span_of(data));
		if (now.is_error()) {
			test.expect_error(now, EAGAIN);
			break;
		}
		sent += *now.get();
		TRY(test.require_lt(sent, 16 * data.size()));
	}
	test.expect_gt(sent, 0u);
	TRY(pair.far.read_all(span_of(data).first(1000)));
	for (u8 byte : data)
		test.expect_eq(byte, 7);
	return ok;
}

struct Waiter {
	explicit Waiter(TcpStream stream) : stream(std::move(stream)) {}

	TcpStream stream;
	Completion<"test.net.waits"> began;
};

/// A waiting read continues after data has arrived, and when this side is shut down.
Result<> read_waits(kunit::Test &test)
{
	auto pair = TRY(Pair::create());
	auto waiter = TRY(make_arc<Waiter>(GFP_KERNEL, std::move(pair.far)));
	auto thread = TRY(Kthread::run(
		fmt("net"),
		[](const ThisKthread &, Arc<Waiter> waiter) -> Result<int> {
			u8 got[8];

			waiter->began.complete();
			const usize first = TRY(waiter->stream.read(span_of(got)));
			const usize second = TRY(waiter->stream.read(span_of(got)));
			return static_cast<int>(first * 10 + second);
		},
		waiter.share()));

	waiter->began.wait();
	sleep(2_ms);
	TRY(pair.near.write_all(span_of(hello)));
	sleep(2_ms);
	TRY(waiter->stream.shutdown(Shutdown::Both));
	test.expect_eq(TRY(thread.stop()), 50);
	return ok;
}

struct Accepting {
	explicit Accepting(TcpListener listener) : listener(std::move(listener)) {}

	TcpListener listener;
	Completion<"test.net.accepts"> began;
};

/// A waiting accept ends when the listener is shut down.
Result<> accept_ends(kunit::Test &test)
{
	auto server = TRY(Server::create());
	auto shared = TRY(make_arc<Accepting>(GFP_KERNEL, std::move(server.listener)));
	auto thread = TRY(Kthread::run(
		fmt("net"),
		[](const ThisKthread &, Arc<Accepting> shared) -> Result<int> {
			shared->began.complete();
			TRY(shared->listener.accept());
			shared->began.complete();
			return shared->listener.accept().error() == EINVAL ? 1 : 2;
		},
		shared.share()));

	shared->began.wait();
	auto near = TRY(server.connect());
	shared->began.wait();
	sleep(2_ms);
	TRY(shared->listener.shutdown(Shutdown::Both));
	test.expect_eq(TRY(thread.stop()), 1);
	test.expect_error(shared->listener.try_accept(), EINVAL);
	return ok;
}

/// How many references the initial namespace has. Kernels without namespaces count nothing.
u32 references()
{
	rcu::barrier();
	return static_cast<u32>(__atomic_load_n(&::kxx_init_net()->ns.count.refs.counter, __ATOMIC_RELAXED));
}

/// A socket keeps its namespace as long as it lives, and no longer.
Result<> keeps_its_namespace(kunit::Test &test)
{
	const u32 before = references();
	{
		Ref<NetNamespace> one = NetNamespace::initial().share();
		const u32 counted = references() - before;
		auto server = TRY(Server::create());
		test.expect_eq(references() - before, 2 * counted);
		auto near = TRY(server.connect());
		auto far = TRY(server.listener.accept());
		test.expect_eq(references() - before, 4 * counted);
	}
	for (u32 i = 0; i < 500 && references() != before; i++)
		sleep(2_ms);
	test.expect_eq(references(), before);
	return ok;
}

/// Runs if the kernel has IPv6.
Result<> over_ipv6(kunit::Test &test)
{
	auto listener = TcpListener::bind(NetNamespace::initial(), { Ipv6Addr::loopback(), 0 });
	if (listener.is_error() && (listener.error() == EAFNOSUPPORT || listener.error() == EADDRNOTAVAIL))
		return test.skip("no IPv6");
	auto server = TRY(std::move(listener));
	auto address = TRY(server.local_address());
	test.expect(TRY(address.ipv6()) == Ipv6Addr::loopback());
	auto near = TRY(TcpStream::connect(NetNamespace::initial(), address));
	auto far = TRY(server.accept());
	test.expect(TRY(far.peer_address()) == TRY(near.local_address()));
	return ok;
}

/// A move assignment releases the previous socket.
Result<> moved(kunit::Test &test)
{
	auto one = TRY(Pair::create());
	auto two = TRY(Pair::create());
	u8 got[8];

	one.near = std::move(two.near);
	test.expect_eq(TRY(one.far.read(span_of(got))), 0u); // its other side was closed
	TRY(one.near.write_all(span_of(hello)));
	test.expect_eq(TRY(two.far.read(span_of(got))), 5u);
	return ok;
}

} // namespace

KUNIT_SUITE(tcp, { "echo", echo }, { "addresses", addresses }, { "nothing_there", nothing_there },
	    { "refused", refused }, { "bound_again", bound_again }, { "half_closed", half_closed },
	    { "no_sigpipe", no_sigpipe }, { "partial", partial }, { "read_waits", read_waits },
	    { "accept_ends", accept_ends }, { "keeps_its_namespace", keeps_its_namespace }, { "over_ipv6", over_ipv6 },
	    { "moved", moved });
