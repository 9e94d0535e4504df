// SPDX-License-Identifier: GPL-2.0
//! A global that is filled in by code would stay zero.
// EXPECT: static constructor

#include <kernel/prelude.hpp>

using namespace kernel;

static u32 jiffy()
{
	return static_cast<u32>(reinterpret_cast<usize>(&::_printk));
}
static volatile u32 value = jiffy();
struct Refused {
	Result<> init()
	{
		pr_info("{}", u32{ value });
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
