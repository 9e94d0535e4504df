// SPDX-License-Identifier: GPL-2.0
//! The item may be gone before it is looked at.
// EXPECT: use of deleted function

#include <kernel/rhashtable.hpp>

using namespace kernel;

struct Session {
	const u32 id = 1;
	RhashLink link;
};

u32 use(const RhashTable<Session, &Session::link, &Session::id> &sessions)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	const Session *session = sessions.find(1, reading);
#else
	const Session *session = sessions.find(1, rcu::ReadGuard());
#endif
	return session ? session->id : 0;
}
