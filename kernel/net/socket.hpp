// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The common base of all sockets: one owner, their addresses, their end.
//!
//! C: include/linux/net.h
//!
//! doc/design/sockets.md explains the reasons.
#pragma once

#include <utility>

#include <linux/net.hpp>
#include <linux/socket.hpp>
#include <linux/uio.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/net/inet.hpp>
#include <kernel/net/net_namespace.hpp>

namespace kernel {

/// The direction of a connection that is ended.
enum class Shutdown : u32 {
	/// Nothing more is read.
	Read = ::SHUT_RD,
	/// Nothing more is written: the other side reads the end.
	Write = ::SHUT_WR,
	/// Both directions.
	Both = ::SHUT_RDWR,
};

/// An in-kernel socket, the base of TcpListener, TcpStream and UdpSocket.
///
/// It belongs to no process and has no descriptor. As with a process's socket, its namespace stays
/// until the socket is completely gone, which may be after the destructor if a connection is still
/// closing. All functions are const: any number of tasks may use one socket at once.
///
/// Invariants:
/// - `raw_` is a socket that this owns, or null after a move.
///
/// Example:
///     auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     const Socket &socket = listener;
///     test.expect(TRY(socket.local_address()).port() != 0);
class [[nodiscard]] Socket {
public:
	Socket(Socket &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
	/// Releases the old socket. Context: process; may sleep.
	Socket &operator=(Socket &&other) noexcept __sleeps
	{
		Socket taken(std::move(other));

		std::swap(raw_, taken.raw_);
		return *this;
	}
	/// Releases the socket. Context: process; may sleep.
	~Socket()
	{
		if (raw_)
			::sock_release(raw_);
	}

	/// The address to which it is bound. Errors: those of the protocol. Context: process; may
	/// sleep.
	Result<SocketAddr> local_address() const __sleeps;
	/// The address of the other side.
	///
	/// Errors: ENOTCONN.
	/// Context: process; may sleep.
	Result<SocketAddr> peer_address() const __sleeps;

	/// Ends one direction, or both, without releasing the socket. Tasks that wait on it return:
	/// a read finds the end, a listener gets EINVAL.
	///
	/// Errors: ENOTCONN: the other side has already ended it, or nobody is connected.
	/// Context: process; may sleep.
	Result<> shutdown(Shutdown how) const __sleeps
	{
		return Result<>::from_c(::kernel_sock_shutdown(raw_, static_cast<::sock_shutdown_cmd>(how)));
	}

	/// The pointer for C.
	[[gnu::always_inline]] ::socket *as_raw() const & __lifetimebound { return raw_; }
	void as_raw() && = delete;

protected:
	/// Takes over a C socket.
	///
	/// Safety:
	/// - `raw` is a socket with a protocol, and nobody else releases it.
	Socket(unsafe_t, ::socket *raw) : raw_(raw) {}

	/// Makes a socket for this kind of address. Errors: EAFNOSUPPORT: the kernel has no IPv6;
	/// ENOMEM, ENFILE.
	static Result<Socket> create(const NetNamespace &space, const SocketAddr &address, ::sock_type type,
				     int protocol) __sleeps;
	/// Binds it to an address of this machine.
	Result<> bind(const SocketAddr &address) const __sleeps;
	/// Connects it, and waits until it is connected.
	Result<> connect(const SocketAddr &address) const __sleeps;
	/// Sends data. Never raises SIGPIPE. `to` is for sockets without a connection.
	Result<usize> send(Span<const u8> data, u32 flags, const SocketAddr *to = nullptr) const __sleeps;
	/// Receives at most as much as fits.
	Result<usize> receive(Span<u8> into, u32 flags) const __sleeps;

	/// The C socket.
	::socket *raw_;
};

// Implementation

inline Result<usize> Socket::send(Span<const u8> data, u32 flags, const SocketAddr *to) const
{
	::msghdr message{};
	::kvec part{ const_cast<u8 *>(data.data()), data.size() };

	if (to) {
		message.msg_name = const_cast<::sockaddr *>(to->as_raw());
		message.msg_namelen = to->raw_size();
	}
	message.msg_flags = flags | ::macro::MSG_NOSIGNAL;
	return Result<usize>::from_c(::kernel_sendmsg(raw_, &message, &part, 1, part.iov_len));
}

inline Result<usize> Socket::receive(Span<u8> into, u32 flags) const
{
	::msghdr message{};
	::kvec part{ into.data(), into.size() };

	return Result<usize>::from_c(::kernel_recvmsg(raw_, &message, &part, 1, part.iov_len, static_cast<int>(flags)));
}

} // namespace kernel
