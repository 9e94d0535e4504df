// SPDX-License-Identifier: GPL-2.0
//! A reader of RCU needs a section.
// EXPECT: deleted function

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
