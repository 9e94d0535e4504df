// SPDX-License-Identifier: GPL-2.0
//! An item is read by several at once: what changes in it is atomic.
// EXPECT: read-only|const

#include <kernel/rhashtable.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Session {
	const u32 id = 1;
	RhashLink link;
#ifdef FIXED
	Atomic<u32> packets;
#else
	u32 packets = 0;
#endif
};

void use(const RhashTable<Session, &Session::link, &Session::id> &sessions)
{
	sessions.for_each([](const Session &each) {
#ifdef FIXED
		each.packets.inc();
#else
		each.packets++;
#endif
	});
}
