// SPDX-License-Identifier: GPL-2.0
//! Every lock has a class, the one in a completion too.
// EXPECT: wrong number of template arguments|invalid use of template-name|missing template arguments

#include <kernel/prelude.hpp>
#include <kernel/sync/completion.hpp>

using namespace kernel;

#ifdef FIXED
static constinit Completion<"test.done"> done;
#else
static constinit Completion<> done;
#endif

void use();
void use()
{
	done.complete();
}
