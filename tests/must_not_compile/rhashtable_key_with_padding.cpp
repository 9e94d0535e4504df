// SPDX-License-Identifier: GPL-2.0
//! Two equal keys may have different bytes where there is padding.
// EXPECT: keys are compared byte for byte: the key has no padding

#include <kernel/box.hpp>
#include <kernel/rhashtable.hpp>

using namespace kernel;

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
