// SPDX-License-Identifier: GPL-2.0
//! What nobody awaits does nothing.
// EXPECT: ignoring return|nodiscard

#include <kernel/async/net.hpp>

using namespace kernel;

Async<> use(Gfp, TcpStream stream);
Async<> use(Gfp, TcpStream stream)
{
	u8 bytes[16];

#ifdef FIXED
	CO_TRY(co_await async::read(stream, span_of(bytes)));
#else
	async::read(stream, span_of(bytes));
#endif
	co_return ok;
}
