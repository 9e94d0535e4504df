// SPDX-License-Identifier: GPL-2.0
//! A local static that is built at run time needs a lock that the kernel does not have.
// EXPECT: local static|guard

#include <kernel/prelude.hpp>

using namespace kernel;

static u32 next(u32 n)
{
	static u32 first = n * reinterpret_cast<usize>(&::_printk);
	return first++;
}
struct Refused {
	Result<> init()
	{
		pr_info("{}", next(static_cast<u32>(reinterpret_cast<usize>(this))));
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
