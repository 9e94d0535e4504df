// SPDX-License-Identifier: GPL-2.0
//! A scope guard that refers to a local variable is returned, and runs when the variable is gone.

#include <kernel/base/scope_guard.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

auto begin()
{
	u32 steps = 0;
	ScopeGuard undo([&] { steps++; });

	return undo; // BUG: escaping-loan
}

} // namespace

void run();
void run()
{
	auto undo = begin();
}
