// SPDX-License-Identifier: GPL-2.0
//! A write may be partial, and may fail.
// EXPECT: ignoring return|nodiscard

#include <kernel/net/tcp.hpp>

using namespace kernel;

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
