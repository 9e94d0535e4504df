// SPDX-License-Identifier: GPL-2.0
//! A guard without a name ends at once.
// EXPECT: ignoring return

#include <kernel/scope_guard.hpp>

using namespace kernel;

void use(int &n)
{
#ifdef FIXED
	ScopeGuard undo([&] { n = 0; });
#else
	ScopeGuard([&] { n = 0; });
#endif
}
