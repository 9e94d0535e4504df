// SPDX-License-Identifier: GPL-2.0
//! A table that RCU reads is changed by one task at a time: with the lock.
// EXPECT: discards qualifiers

#include <kernel/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

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
