// SPDX-License-Identifier: GPL-2.0
//! Who listens is not connected.
// EXPECT: class kernel::TcpListener.* has no member named .*read

#include <kernel/net/tcp.hpp>

using namespace kernel;

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
