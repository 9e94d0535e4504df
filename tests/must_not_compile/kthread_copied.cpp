// SPDX-License-Identifier: GPL-2.0
//! A thread has one owner.
// EXPECT: use of deleted function

#include <kernel/kthread.hpp>

using namespace kernel;

void keep(Kthread &thread);
void keep(Kthread &thread)
{
#ifdef FIXED
	Kthread mine = std::move(thread);
#else
	Kthread mine = thread;
#endif
}
