// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/hashtable.hpp refuses.
#include <kernel/container/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED hashtable_changed_without_lock: discards qualifiers
// A table that RCU reads is changed by one task at a time: with the lock.
struct Route {
	u32 address = 0;
	HListLink link;
};
struct State {
	RcuHashTable<Route, &Route::link, &Route::address, 4> routes;
};
using Routes = Mutex<State, "example.routes">;

Result<> use(const Routes &routes, RcuBox<Route> route);
Result<> use(const Routes &routes, RcuBox<Route> route)
{
#ifdef FIXED
	return routes.lock()->routes.insert(std::move(route));
#else
	return rcu::unlocked(routes, &State::routes).insert(std::move(route));
#endif
}

// REFUSED hashtable_key_too_wide: the number has more bits
// A key with more bits than the keys of the table would find another one.
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
// What RCU reads is in a table that knows of RCU.
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

// REFUSED hashtable_read_without_section: deleted function
// A reader of RCU needs a section.
struct Route {
	u32 address = 0;
	HListLink link;
};
struct State {
	RcuHashTable<Route, &Route::link, &Route::address, 4> routes;
};
using Routes = Mutex<State, "example.routes">;

bool use(const Routes &routes);
bool use(const Routes &routes)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	return rcu::unlocked(routes, &State::routes).find(1u, reading) != nullptr;
#else
	return rcu::unlocked(routes, &State::routes).find(1u) != nullptr;
#endif
}

// REFUSED hashtable_reader_writes: assignment of member .*read-only
// Readers read.
struct Route {
	u32 address = 0;
	HListLink link;
};
struct State {
	RcuHashTable<Route, &Route::link, &Route::address, 4> routes;
};
using Routes = Mutex<State, "example.routes">;

void use(const Routes &routes);
void use(const Routes &routes)
{
	rcu::ReadGuard reading;

	if (auto *route = rcu::unlocked(routes, &State::routes).find(1u, reading))
#ifdef FIXED
		pr_info("{}", route->address);
#else
		route->address = 2;
#endif
}
