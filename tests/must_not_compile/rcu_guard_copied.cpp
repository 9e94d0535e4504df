// SPDX-License-Identifier: GPL-2.0
//! One section, one guard.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

void use();
void use()
{
	rcu::ReadGuard reading;
#ifdef FIXED
	rcu::ReadGuard nested;
#else
	rcu::ReadGuard nested = reading;
#endif
}
