// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/hashtable.hpp refuses.
#include <kernel/container/hashtable.hpp>
#include <kernel/container/rcu_hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED hashtable_key_too_wide: the number has more bits
// A key that is wider than the keys of the table would be truncated, and find another item.
struct Route {
	u32 address = 0;
	HListLink link;
};

bool use(HashTable<Box<Route>, &Route::link, &Route::address, 4> &routes, u64 address);
bool use(HashTable<Box<Route>, &Route::link, &Route::address, 4> &routes, u64 address)
{
#ifdef FIXED
	return routes.find(static_cast<u32>(address)) != nullptr;
#else
	return routes.find(address) != nullptr;
#endif
}

// REFUSED hashtable_of_rcu_boxes: use an RcuHashTable
// Items that RCU readers find belong in an RcuHashTable.
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
