// SPDX-License-Identifier: GPL-2.0
//! new without flags.
// EXPECT: operator_new.cpp:13: error: in 'init_module': 'operator new(unsigned long)' is called, and the kernel has none [operator-new]
// EXPECT: note: use kernel::make_box<T>(GFP_KERNEL, …), which names its flags and may fail
#include <kernel/prelude.hpp>

using namespace kernel;

class OperatorNew final {
public:
	static Result<Box<OperatorNew>> create()
	{
		int *leak = new int(3);
		asm volatile("" : "+r"(leak) : : "memory");
		pr_info("{}", *leak);
		return make_box<OperatorNew>(GFP_KERNEL);
	}
};

KERNEL_MODULE(OperatorNew, { .name = "operator_new", .license = "GPL" })
