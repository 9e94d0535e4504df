// SPDX-License-Identifier: GPL-2.0
//! The FPU belongs to user space.
// EXPECT: floating|FPU|SSE|x87

#include <kernel/prelude.hpp>

using namespace kernel;

struct Refused {
	u64 state[2] = {};
	Result<> init()
	{
		asm volatile("movups %0, %%xmm0" : : "m"(state));
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
