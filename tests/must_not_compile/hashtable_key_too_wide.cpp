// SPDX-License-Identifier: GPL-2.0
//! A key with more bits than the keys of the table would find another one.
// EXPECT: the number has more bits

#include <kernel/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

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
