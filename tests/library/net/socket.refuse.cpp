// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/net/socket.hpp refuses.
#include <kernel/net/socket.hpp>
#include <kernel/net/tcp.hpp>

using namespace kernel;

// REFUSED socket_raw_of_temporary: use of deleted function .*as_raw
// The socket would be released at the end of the statement, while C still uses it.
Result<::socket *> use(const TcpListener &listener);
Result<::socket *> use(const TcpListener &listener)
{
#ifdef FIXED
	return listener.as_raw();
#else
	return TRY(listener.accept()).as_raw();
#endif
}
