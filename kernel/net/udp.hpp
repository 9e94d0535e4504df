// SPDX-License-Identifier: GPL-2.0 OR MIT
//! UDP messages.
//!
//! C: include/linux/net.h, include/linux/udp.h
#pragma once

#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/net/socket.hpp>

namespace kernel {

/// A message that a UdpSocket received.
struct Datagram {
	/// The number of bytes in the buffer that belong to it.
	usize size;
	/// The address of the sender.
	SocketAddr from;
	/// Whether it was longer than the buffer, so that the rest is lost.
	bool truncated;
};

/// Sends and receives messages, each of which arrives whole, but perhaps late, twice or not at all.
///
/// Context: process; may sleep, for all functions.
///
/// Example:
///     auto socket = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     auto address = TRY(socket.local_address());
///     const u8 message[] = { 1, 2, 3 };
///     test.expect_eq(TRY(socket.send_to(span_of(message), address)), 3u);
///     u8 buffer[8];
///     auto got = TRY(socket.receive_from(span_of(buffer)));
///     test.expect(got.size == 3 && got.from == address && !got.truncated);
///     test.expect_error(socket.try_receive_from(span_of(buffer)), EAGAIN);
class [[nodiscard]] UdpSocket : public Socket {
public:
	/// Makes a socket with an address; port 0 lets the kernel choose one.
	///
	/// Errors: EADDRINUSE: somebody else has it; EADDRNOTAVAIL: the machine does not have the address;
	/// EAFNOSUPPORT: the kernel has no IPv6; ENOMEM.
	static Result<UdpSocket> bind(const NetNamespace &space, const SocketAddr &address) __sleeps;

	/// Sends one message.
	///
	/// Errors: EMSGSIZE: it is too long; ENETUNREACH, EHOSTUNREACH: there is no route;
	/// ECONNREFUSED: nobody received an earlier one; ENOMEM, ENOBUFS.
	Result<usize> send_to(Span<const u8> data, const SocketAddr &to) const __sleeps { return send(data, 0, &to); }
	/// Waits for a message. After shutdown(), returns an empty one. Errors: ERESTARTSYS, EINTR:
	/// a signal came, or this is a thread that is told to stop.
	Result<Datagram> receive_from(Span<u8> into) const __sleeps { return receive_from(into, 0); }
	/// Receives a waiting message. Errors: EAGAIN: no message waits.
	Result<Datagram> try_receive_from(Span<u8> into) const __sleeps
	{
		return receive_from(into, ::macro::MSG_DONTWAIT);
	}

private:
	explicit UdpSocket(Socket socket) : Socket(std::move(socket)) {}
	Result<Datagram> receive_from(Span<u8> into, u32 flags) const __sleeps;
};

} // namespace kernel
