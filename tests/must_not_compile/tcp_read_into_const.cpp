// SPDX-License-Identifier: GPL-2.0
//! What is read goes where one may write.
// EXPECT: cannot convert .Span<const unsigned char>. to .Span<unsigned char>.

#include <kernel/net/tcp.hpp>

using namespace kernel;

Result<usize> use(const TcpStream &stream, Span<u8> into);
Result<usize> use(const TcpStream &stream, Span<u8> into)
{
#ifdef FIXED
	return stream.read(into);
#else
	return stream.read(Span<const u8>(into));
#endif
}
