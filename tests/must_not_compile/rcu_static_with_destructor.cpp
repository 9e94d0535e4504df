// SPDX-License-Identifier: GPL-2.0
//! A static pointer has no destructor: what it holds at unload would not be destroyed.
// EXPECT: StaticRcuPtr: a T with a destructor would never be destroyed

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

struct Config {
#ifdef FIXED
	u32 limit;
#else
	Vec<u32> limits;
#endif
};
static constinit StaticRcuPtr<Config> config;

bool use();
bool use() { return config.empty(); }
