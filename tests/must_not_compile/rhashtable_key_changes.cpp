// SPDX-License-Identifier: GPL-2.0
//! A key that changes would be in the wrong chain.
// EXPECT: the key is a const data member

#include <kernel/box.hpp>
#include <kernel/rhashtable.hpp>

using namespace kernel;

struct Session {
#ifdef FIXED
	const u32 id = 1;
#else
	u32 id = 1;
#endif
	RhashLink link;
};

Result<> use(const RhashTable<Session, &Session::link, &Session::id> &sessions)
{
	return sessions.insert(TRY(make_rcu_box<Session>(GFP_KERNEL)));
}
