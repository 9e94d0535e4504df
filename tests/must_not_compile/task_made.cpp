// SPDX-License-Identifier: GPL-2.0
//! Tasks are the kernel's; nobody makes one.
// EXPECT: use of deleted function

#include <kernel/task.hpp>
#include <kernel/kthread.hpp>

using namespace kernel;

i32 number(const Task &given);
i32 number(const Task &given)
{
#ifdef FIXED
	const Task &task = given;
#else
	Task task;
#endif
	return task.pid();
}
