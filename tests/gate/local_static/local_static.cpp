// SPDX-License-Identifier: GPL-2.0
//! A local static that needs a guard.
// EXPECT: local_static.cpp:19: error: static variable 'LocalStatic::create()::once' is initialised at run time, which needs a guard [static-guard]
#include <kernel/prelude.hpp>

using namespace kernel;

[[gnu::noinline]] static int first()
{
	int n = 7;
	asm("" : "+r"(n));
	return n;
}

class LocalStatic final {
public:
	static Result<Box<LocalStatic>> create()
	{
		static int once = first();
		pr_info("{}", once++);
		return make_box<LocalStatic>(GFP_KERNEL);
	}
};

KERNEL_MODULE(LocalStatic, { .name = "local_static", .license = "GPL" })
