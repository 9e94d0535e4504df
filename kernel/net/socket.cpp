// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <helpers/net.hpp>
#include <net/sock.hpp>

#include <kernel/net/socket.hpp>

namespace kernel {

Result<Socket> Socket::create(const NetNamespace &space, const SocketAddr &address, ::sock_type type, int protocol)
{
	::socket *raw = nullptr;

	TRY(Result<>::from_c(::kxx_sock_create(space.as_raw(), address.is_ipv4() ? ::macro::AF_INET : ::macro::AF_INET6,
					       type, protocol, &raw)));
	// SAFETY: just made, and nobody else knows it.
	return Socket(unsafe, raw);
}

Result<> Socket::bind(const SocketAddr &address) const
{
	// C copies the address and does not change it.
	return Result<>::from_c(::kernel_bind(raw_, const_cast<::sockaddr *>(address.as_raw()), address.raw_size()));
}

Result<> Socket::connect(const SocketAddr &address) const
{
	return Result<>::from_c(
		::kernel_connect(raw_, const_cast<::sockaddr *>(address.as_raw()), address.raw_size(), 0));
}

Result<SocketAddr> Socket::local_address() const
{
	SocketAddr address(Ipv6Addr::any(), 0);

	// SAFETY: for the kinds of sockets that are made here, C writes a sockaddr_in or a
	// sockaddr_in6.
	TRY(Result<>::from_c(::kernel_getsockname(raw_, address.as_raw(unsafe))));
	return address;
}

Result<SocketAddr> Socket::peer_address() const
{
	SocketAddr address(Ipv6Addr::any(), 0);

	// SAFETY: as in local_address().
	TRY(Result<>::from_c(::kernel_getpeername(raw_, address.as_raw(unsafe))));
	return address;
}

} // namespace kernel
