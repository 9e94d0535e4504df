// SPDX-License-Identifier: GPL-2.0
//! The scope guard stays in the function whose variable it changes.

#include <kernel/base/scope_guard.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

u32 begin()
{
	u32 steps = 0;
	ScopeGuard undo([&] { steps++; });

	undo.dismiss();
	return steps;
}

} // namespace

u32 run();
u32 run()
{
	return begin();
}
