// SPDX-License-Identifier: GPL-2.0
//! What C is lent must not be released at the end of the line.
// EXPECT: use of deleted function .*as_raw

#include <kernel/net/tcp.hpp>

using namespace kernel;

Result<::socket *> use(const TcpListener &listener);
Result<::socket *> use(const TcpListener &listener)
{
#ifdef FIXED
	return listener.as_raw();
#else
	return TRY(listener.accept()).as_raw();
#endif
}
