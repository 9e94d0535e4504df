// SPDX-License-Identifier: GPL-2.0
//! Readers read.
// EXPECT: assignment of member .*read-only

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
