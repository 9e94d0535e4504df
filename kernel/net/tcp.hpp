// SPDX-License-Identifier: GPL-2.0 OR MIT
//! TCP connections, and listeners that accept them.
//!
//! C: include/linux/net.h, include/linux/tcp.h
#pragma once

#include <utility>

#include <linux/tcp.hpp>
#include <uapi/asm-generic/fcntl.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/net/socket.hpp>

namespace kernel {

/// One side of a TCP connection. The destructor closes it; data that was written is still sent.
///
/// It reads and writes bytes in order, without marks between one write and the next. A signal wakes
/// a task that waits here for the other side; a kernel thread gets no signals, so call shutdown()
/// to end its wait.
///
/// Context: process; may sleep, for all functions: those named try_ do not wait for the other side,
/// but they may wait for the lock of the socket.
///
/// Example:
///     auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     auto client = TRY(TcpStream::connect(NetNamespace::initial(), TRY(listener.local_address())));
///     auto server = TRY(listener.accept());
///     const u8 question[] = { 1, 2, 3 };
///     TRY(client.write_all(span_of(question)));
///     u8 got[8];
///     test.expect_eq(TRY(server.read(span_of(got))), 3u);
///     test.expect_error(server.try_read(span_of(got)), EAGAIN);
///     TRY(server.shutdown(Shutdown::Read));
///     test.expect_eq(TRY(server.read(span_of(got))), 0u);
class [[nodiscard]] TcpStream : public Socket {
public:
	/// Connects to a server, and waits until it is connected.
	///
	/// Errors: ECONNREFUSED: nobody listens there; ETIMEDOUT; ENETUNREACH, EHOSTUNREACH: there
	/// is no route; EAFNOSUPPORT; ERESTARTSYS, EINTR: a signal came; ENOMEM.
	static Result<TcpStream> connect(const NetNamespace &space, const SocketAddr &server) __sleeps;

	/// Waits until there is data, and reads at most as much as fits. Zero means that the other
	/// side writes no more (or that nothing fits).
	///
	/// Errors: ECONNRESET: the other side reset the connection; ERESTARTSYS, EINTR: a signal
	/// came; ETIMEDOUT.
	Result<usize> read(Span<u8> into __filled_in_part) const __sleeps { return receive(into, 0); }
	/// Reads the available data. Errors: EAGAIN: there is no data; those of read().
	Result<usize> try_read(Span<u8> into __filled_in_part) const __sleeps
	{
		return receive(into, ::macro::MSG_DONTWAIT);
	}
	/// Reads until `into` is full. Data read before an error is lost.
	///
	/// Errors: ENODATA: the end came before; those of read().
	Result<> read_all(Span<u8> into) const __sleeps;

	/// Writes, and waits while there is no room. Returns how much it wrote: less than all after
	/// a signal or an error.
	///
	/// Errors: EPIPE: this side is shut down, or the other is gone; ECONNRESET: the other side
	/// reset the connection; ERESTARTSYS, EINTR: a signal came; ETIMEDOUT. SIGPIPE is never
	/// raised.
	Result<usize> write(Span<const u8> data) const __sleeps { return send(data, 0); }
	/// Writes as much as there is room for. Errors: EAGAIN: there is no room; those of write().
	Result<usize> try_write(Span<const u8> data) const __sleeps { return send(data, ::macro::MSG_DONTWAIT); }
	/// Writes all of the data. After an error, it is not known how much was sent. Errors: those
	/// of write().
	Result<> write_all(Span<const u8> data) const __sleeps;

	/// Sends small pieces at once, instead of waiting for more data to send with them.
	void set_nodelay() const __sleeps { ::tcp_sock_set_nodelay(raw_->sk); }

	/// Takes over a socket that C connected.
	///
	/// Safety:
	/// - `raw` is a TCP socket, and nobody else releases it.
	static TcpStream from_raw(unsafe_t, ::socket *raw)
	{
		// SAFETY: as the caller promises.
		return TcpStream(unsafe, raw);
	}

private:
	friend class TcpListener;
	using Socket::Socket;
	explicit TcpStream(Socket socket) : Socket(std::move(socket)) {}
};

/// The options of a TcpListener.
struct ListenOptions {
	/// The number of connections that may wait to be accepted.
	u32 backlog = 128;
};

/// Waits for TCP connections to one address. The destructor releases the address and resets
/// connections that nobody accepted; accepted connections live on.
///
/// A server in its own thread waits in accept(); shutdown() from another task ends that wait.
///
/// Context: process; may sleep, for all functions.
///
/// Example:
///     auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 },
///                                           { .backlog = 4 }));
///     test.expect_error(listener.try_accept(), EAGAIN);
///     pr_info("listening at {}", TRY(listener.local_address()));
class [[nodiscard]] TcpListener : public Socket {
public:
	/// Listens at an address; port 0 lets the kernel choose one. It can listen at an address
	/// whose last connections are still closing (SO_REUSEADDR).
	///
	/// Errors: EADDRINUSE: somebody else listens there; EADDRNOTAVAIL: the machine does not have the address;
	/// EAFNOSUPPORT: the kernel has no IPv6; ENOMEM.
	static Result<TcpListener> bind(const NetNamespace &space, const SocketAddr &address,
					ListenOptions options = {}) __sleeps;

	/// Waits for a connection.
	///
	/// Errors: EINVAL: it is shut down; ERESTARTSYS, EINTR: a signal came; ENOMEM, ENFILE.
	Result<TcpStream> accept() const __sleeps { return accept(0); }
	/// Accepts a waiting connection. Errors: EAGAIN: no connection waits; those of accept().
	Result<TcpStream> try_accept() const __sleeps { return accept(::macro::O_NONBLOCK); }

private:
	explicit TcpListener(Socket socket) : Socket(std::move(socket)) {}
	Result<TcpStream> accept(int flags) const __sleeps;
};

} // namespace kernel
