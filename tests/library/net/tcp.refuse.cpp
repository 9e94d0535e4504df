// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/net/tcp.hpp refuses.
#include <kernel/net/tcp.hpp>

using namespace kernel;

// REFUSED tcp_listener_read: class kernel::TcpListener.* has no member named .*read
// A listener is not connected, so nobody can read from it.
Result<usize> use(const TcpListener &listener, Span<u8> into);
Result<usize> use(const TcpListener &listener, Span<u8> into)
{
#ifdef FIXED
	auto stream = TRY(listener.accept());

	return stream.read(into);
#else
	return listener.read(into);
#endif
}

// REFUSED tcp_read_into_const: cannot convert .Span<const unsigned char>. to .Span<unsigned char>.
// read() needs a buffer that it may write to.
Result<usize> use(const TcpStream &stream, Span<u8> into);
Result<usize> use(const TcpStream &stream, Span<u8> into)
{
#ifdef FIXED
	return stream.read(into);
#else
	return stream.read(Span<const u8>(into));
#endif
}

// REFUSED tcp_stream_copied: use of deleted function .*TcpStream\(const
// A stream has one owner, which closes the connection.
Result<usize> use(TcpStream stream);
Result<usize> use(TcpStream stream)
{
#ifdef FIXED
	TcpStream another = std::move(stream);
#else
	TcpStream another = stream;
#endif
	u8 byte[1];

	return another.read(span_of(byte));
}

// REFUSED tcp_written_unseen: ignoring return|nodiscard
// A write may be partial, and may fail.
Result<> use(const TcpStream &stream, Span<const u8> data);
Result<> use(const TcpStream &stream, Span<const u8> data)
{
#ifdef FIXED
	TRY(stream.write_all(data));
#else
	stream.write(data);
#endif
	return ok;
}
