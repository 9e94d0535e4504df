// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/net/udp.hpp>

namespace kernel {

Result<UdpSocket> UdpSocket::bind(const NetNamespace &space, const SocketAddr &address)
{
	UdpSocket socket(TRY(create(space, address, ::SOCK_DGRAM, ::IPPROTO_UDP)));

	TRY(socket.Socket::bind(address));
	return socket;
}

Result<Datagram> UdpSocket::receive_from(Span<u8> into, u32 flags) const
{
	Datagram got{ 0, SocketAddr(Ipv6Addr::any(), 0), false };
	::msghdr message{};
	::kvec part{ into.data(), into.size() };

	// SAFETY: for the kinds of sockets that are made here, C writes a sockaddr_in or a
	// sockaddr_in6.
	message.msg_name = got.from.as_raw(unsafe);
	got.size = TRY(Result<usize>::from_c(
		::kernel_recvmsg(raw_, &message, &part, 1, part.iov_len, static_cast<int>(flags))));
	got.truncated = (message.msg_flags & ::macro::MSG_TRUNC) != 0;
	return got;
}

} // namespace kernel
