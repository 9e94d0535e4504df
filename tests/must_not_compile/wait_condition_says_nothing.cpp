// SPDX-License-Identifier: GPL-2.0
//! A condition returns whether it holds.
// EXPECT: no matching function|predicate

#include <kernel/prelude.hpp>
#include <kernel/sync/wait.hpp>

using namespace kernel;

void use(const WaitQueue<"test.queue"> &queue, const bool &ready);
void use(const WaitQueue<"test.queue"> &queue, const bool &ready)
{
#ifdef FIXED
	queue.wait([&] { return ready; });
#else
	queue.wait([&] { static_cast<void>(ready); });
#endif
}
