// SPDX-License-Identifier: GPL-2.0
//! What RCU reads is in a table that knows of RCU.
// EXPECT: use an RcuHashTable

#include <kernel/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Route {
	u32 address = 0;
	HListLink link;
};

void use();
void use()
{
#ifdef FIXED
	RcuHashTable<Route, &Route::link, &Route::address, 4> routes;
#else
	HashTable<RcuBox<Route>, &Route::link, &Route::address, 4> routes;
#endif
}
