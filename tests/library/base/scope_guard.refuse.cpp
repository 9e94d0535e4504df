// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/scope_guard.hpp refuses.
#include <kernel/base/result.hpp>
#include <kernel/base/scope_guard.hpp>

using namespace kernel;

// REFUSED scope_guard_unnamed: ignoring return
// A guard without a name ends at once.
void use(int &n)
{
#ifdef FIXED
	ScopeGuard undo([&] { n = 0; });
#else
	ScopeGuard([&] { n = 0; });
#endif
}

// REFUSED scope_guard_with_result: nobody would look at its result
// An error at the end of a scope would be lost.
Result<> close();
void use()
{
#ifdef FIXED
	ScopeGuard undo([] { close().ignore(); });
#else
	ScopeGuard undo([] { return close(); });
#endif
}
