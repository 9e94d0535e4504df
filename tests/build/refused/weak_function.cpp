// SPDX-License-Identifier: GPL-2.0
//! An undefined weak symbol would silently be address zero.
// EXPECT: weak

#include <kernel/prelude.hpp>

using namespace kernel;

[[gnu::weak]] u32 maybe(u32 n);
struct Refused {
	Result<> init()
	{
		pr_info("{}", maybe(1));
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
