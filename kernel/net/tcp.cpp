// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <net/sock.hpp>

#include <kernel/net/tcp.hpp>

namespace kernel {

Result<TcpStream> TcpStream::connect(const NetNamespace &space, const SocketAddr &server)
{
	TcpStream stream(TRY(create(space, server, ::SOCK_STREAM, ::IPPROTO_TCP)));

	TRY(stream.Socket::connect(server));
	return stream;
}

Result<> TcpStream::read_all(Span<u8> into) const
{
	while (!into.empty()) {
		const usize size = TRY(read(into));

		if (!size)
			return ENODATA;
		into = into.drop(size);
	}
	return ok;
}

Result<> TcpStream::write_all(Span<const u8> data) const
{
	while (!data.empty())
		data = data.drop(TRY(write(data)));
	return ok;
}

Result<TcpListener> TcpListener::bind(const NetNamespace &space, const SocketAddr &address, ListenOptions options)
{
	TcpListener listener(TRY(create(space, address, ::SOCK_STREAM, ::IPPROTO_TCP)));

	::sock_set_reuseaddr(listener.raw_->sk);
	TRY(listener.Socket::bind(address));
	TRY(Result<>::from_c(::kernel_listen(listener.raw_, static_cast<int>(options.backlog))));
	return listener;
}

Result<TcpStream> TcpListener::accept(int flags) const
{
	::socket *raw = nullptr;

	TRY(Result<>::from_c(::kernel_accept(raw_, &raw, flags)));
	// SAFETY: C made it for the caller, with the protocol of the listener.
	return TcpStream(unsafe, raw);
}

} // namespace kernel
