// SPDX-License-Identifier: GPL-2.0
//! Calls a C++ function that nobody defines.
// EXPECT: is not defined

#include <kernel/prelude.hpp>

using namespace kernel;

u32 somewhere_else(u32 n);
struct Refused {
	Result<> init()
	{
		pr_info("{}", somewhere_else(1));
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
