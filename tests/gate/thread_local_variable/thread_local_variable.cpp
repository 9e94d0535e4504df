// SPDX-License-Identifier: GPL-2.0
//! A variable per thread, which would need a thread pointer.
// EXPECT: thread_local_variable.cpp:8: error: 'depth' is thread_local, which the kernel does not have [thread-local]
#include <kernel/prelude.hpp>

using namespace kernel;

thread_local int depth;

class ThreadLocalVariable final {
public:
	static Result<Box<ThreadLocalVariable>> create()
	{
		pr_info("depth {}", ++depth);
		return make_box<ThreadLocalVariable>(GFP_KERNEL);
	}
};

KERNEL_MODULE(ThreadLocalVariable, { .name = "thread_local_variable", .license = "GPL" })
