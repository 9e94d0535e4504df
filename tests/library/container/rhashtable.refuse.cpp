// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/rhashtable.hpp refuses.
#include <kernel/container/rhashtable.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

// REFUSED rhashtable_item_written: read-only|const
// Several tasks read an item at once, so a member that changes is an Atomic.
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

// REFUSED rhashtable_key_changes: the key is a const data member
// An item whose key changed would be in the wrong bucket.
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

// REFUSED rhashtable_key_with_padding: keys are compared byte for byte: the key has no padding
// Two equal keys may have different bytes where there is padding.
struct Address {
	u8 kind;
#ifdef FIXED
	u8 zero[3];
#endif
	u32 number;
};
struct Session {
	const Address address{};
	RhashLink link;
};

Result<> use(const RhashTable<Session, &Session::link, &Session::address> &sessions)
{
	return sessions.insert(TRY(make_rcu_box<Session>(GFP_KERNEL)));
}

// REFUSED rhashtable_read_without_section: use of deleted function
// Outside a read-side critical section the item may be freed before it is read.
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
