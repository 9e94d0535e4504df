// SPDX-License-Identifier: GPL-2.0
//! One owner closes a connection.
// EXPECT: use of deleted function .*TcpStream\(const

#include <kernel/net/tcp.hpp>

using namespace kernel;

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
