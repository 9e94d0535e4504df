// SPDX-License-Identifier: GPL-2.0
// EXPECT: use of deleted function
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using TestLock = SpinLock<u32, "test.lock">;

void move_it(TestLock &from);
void move_it(TestLock &from)
{
#ifdef FIXED
	TestLock to(*from.lock());
#else
	TestLock to(std::move(from));
#endif
	*to.lock().operator->() = 1;
}
