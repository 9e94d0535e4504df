// SPDX-License-Identifier: GPL-2.0
//! There is no thread-local storage in the kernel.
// EXPECT: thread_local|TLS|thread-local

#include <kernel/prelude.hpp>

using namespace kernel;

static thread_local u32 counter;
struct Refused {
	Result<> init()
	{
		pr_info("{}", ++counter);
		return ok;
	}
	~Refused() { pr_info("{}", ++counter); }
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
