// SPDX-License-Identifier: GPL-2.0
//! An atomic access of sixteen bytes needs libatomic.
// EXPECT: libatomic

#include <kernel/prelude.hpp>

using namespace kernel;

static unsigned __int128 ticket;

[[gnu::noipa]] static u64 next()
{
	return __atomic_add_fetch(&ticket, 1, __ATOMIC_SEQ_CST);
}
struct Refused {
	Result<> init()
	{
		pr_info("{}", next());
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
