// SPDX-License-Identifier: GPL-2.0
//! Whether it was done in time is the point.
// EXPECT: ignoring return|nodiscard

#include <kernel/prelude.hpp>
#include <kernel/sync/completion.hpp>

using namespace kernel;

void use(const Completion<"test.done"> &done);
void use(const Completion<"test.done"> &done)
{
#ifdef FIXED
	if (!done.wait_timeout(1_s))
		pr_warn("too late");
#else
	done.wait_timeout(1_s);
#endif
}
