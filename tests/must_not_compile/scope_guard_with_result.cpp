// SPDX-License-Identifier: GPL-2.0
//! An error at the end of a scope would be lost.
// EXPECT: nobody would look at its result

#include <kernel/result.hpp>
#include <kernel/scope_guard.hpp>

using namespace kernel;

Result<> close();
void use()
{
#ifdef FIXED
	ScopeGuard undo([] { close().ignore(); });
#else
	ScopeGuard undo([] { return close(); });
#endif
}
