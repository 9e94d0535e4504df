// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/rcu_hashtable.hpp refuses.
#include <kernel/container/rcu_hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED rcu_hashtable_changed_without_lock: discards qualifiers
// Only one task at a time may change a table that RCU readers use, so it needs the lock.
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

// REFUSED rcu_hashtable_read_without_section: deleted function
// An RCU reader needs a read-side critical section.
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

// REFUSED rcu_hashtable_reader_writes: assignment of member .*read-only
// A reader does not change the items that it finds.
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
