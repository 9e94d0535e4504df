// SPDX-License-Identifier: GPL-2.0
//! RCU: reading through a pointer, and replacing its object.

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Config {
	u64 limit;
};

constinit StaticRcuPtr<Config> config;

Result<> replace()
{
	// SAFETY: one task updates it.
	config.replace(unsafe, TRY(make_rcu_box<Config>(GFP_ATOMIC, 5u)));
	return ok;
}

} // namespace

int cxx_rcu_setup()
{
	return 0;
}
void cxx_rcu_teardown()
{
	config.take();
}

long cxx_rcu_read()
{
	rcu::ReadGuard reading;
	const Config *now = config.get(reading);

	return now ? now->limit : 0;
}

long cxx_rcu_replace()
{
	return replace().to_c();
}
