// SPDX-License-Identifier: GPL-2.0
//! Who shares it may lose a completion that way.
// EXPECT: discards qualifiers

#include <kernel/prelude.hpp>
#include <kernel/sync/completion.hpp>

using namespace kernel;

void use(const Completion<"test.done"> &shared, Completion<"test.done"> &alone);
void use(const Completion<"test.done"> &shared, Completion<"test.done"> &alone)
{
	static_cast<void>(shared);
	static_cast<void>(alone);
#ifdef FIXED
	alone.reinit();
#else
	shared.reinit();
#endif
}
