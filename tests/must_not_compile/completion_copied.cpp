// SPDX-License-Identifier: GPL-2.0
//! Waiters are on it, by address.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/completion.hpp>

using namespace kernel;

void use(Completion<"test.done"> &done);
void use(Completion<"test.done"> &done)
{
#ifdef FIXED
	Completion<"test.done"> &other = done;
#else
	Completion<"test.done"> other = done;
#endif
	other.complete();
}
