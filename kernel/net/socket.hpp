// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What sockets of all kinds share: one owner, their addresses, their end.
//!
//! C: include/linux/net.h
//!
//! doc/design/sockets.md has the reasons.
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

/// Which way of a connection is ended.
enum class Shutdown : u32 {
	/// Nothing more is read.
	Read = ::SHUT_RD,
	/// Nothing more is written: the other side reads the end.
	Write = ::SHUT_WR,
	/// Both.
	Both = ::SHUT_RDWR,
};

/// A socket of the kernel's own: TcpListener, TcpStream and UdpSocket are made of it.
///
/// It belongs to no process and has no descriptor. Its namespace stays until the last of it has gone, as
/// with a process's socket: where a connection is being closed that may be after the destructor. Any number of
/// tasks may use one at once: all functions are const.
///
/// Invariants:
/// - `raw_` is a socket that is this owner's, or null after a move.
///
/// Example:
///     auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     const Socket &socket = listener;
///     test.expect(TRY(socket.local_address()).port() != 0);
class [[nodiscard]] Socket {
public:
	Socket(Socket &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
	/// Releases what was here before. Context: process; may sleep.
	Socket &operator=(Socket &&other) noexcept __sleeps
	{
		Socket taken(std::move(other));

		std::swap(raw_, taken.raw_);
		return *this;
	}
	/// Ends what there is. Context: process; may sleep.
	~Socket()
	{
		if (raw_)
			::sock_release(raw_);
	}

	/// The address that it is bound to. Errors: of the protocol. Context: process; may sleep.
	Result<SocketAddr> local_address() const __sleeps;
	/// The address of the other side.
	///
	/// Errors: ENOTCONN.
	/// Context: process; may sleep.
	Result<SocketAddr> peer_address() const __sleeps;

	/// Ends one way, or both, without releasing it. Whoever waits in it returns: reading finds the end, a
	/// listener says EINVAL.
	///
	/// Errors: ENOTCONN: the other side has ended it already, or nobody is connected.
	/// Context: process; may sleep.
	Result<> shutdown(Shutdown how) const __sleeps
	{
		return Result<>::from_c(
			::kernel_sock_shutdown(raw_, static_cast<::sock_shutdown_cmd>(how)));
	}

	/// For C.
	[[gnu::always_inline]] ::socket *as_raw() const & __lifetimebound { return raw_; }
	void as_raw() && = delete;

protected:
	/// Safety:
	/// - `raw` is a socket with a protocol, and nobody else releases it.
	Socket(unsafe_t, ::socket *raw) : raw_(raw) {}

	/// A new one for the kind of address. Errors: EAFNOSUPPORT: the kernel has no IPv6; ENOMEM, ENFILE.
	static Result<Socket> create(const NetNamespace &space, const SocketAddr &address,
				     ::sock_type type, int protocol) __sleeps;
	/// Gives it an address of this machine's.
	Result<> bind(const SocketAddr &address) const __sleeps;
	/// Connects it, and waits until that is done.
	Result<> connect(const SocketAddr &address) const __sleeps;
	/// Never raises SIGPIPE. `to` is for sockets without a connection.
	Result<usize> send(Span<const u8> data, u32 flags, const SocketAddr *to = nullptr) const __sleeps;
	/// At most what fits.
	Result<usize> receive(Span<u8> into, u32 flags) const __sleeps;

	/// What C calls it.
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

	return Result<usize>::from_c(::kernel_recvmsg(raw_, &message, &part, 1, part.iov_len,
						      static_cast<int>(flags)));
}

} // namespace kernel
