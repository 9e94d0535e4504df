// SPDX-License-Identifier: GPL-2.0
//! The running task as seen by itself is not kept.
// EXPECT: use of deleted function

#include <kernel/task.hpp>
#include <kernel/kthread.hpp>

using namespace kernel;

i32 number();
i32 number()
{
	auto me = current();
#ifdef FIXED
	Ref<Task> kept = me->share();
#else
	auto kept = me;
#endif
	return kept->pid();
}
