// SPDX-License-Identifier: GPL-2.0
//! Vector registers, which belong to user space.
// EXPECT: vector_code.cpp:12: error: in 'init_module': instruction 'pxor %xmm0,%xmm0' uses floating-point or vector registers, which belong to user space [floating-point]
#include <kernel/prelude.hpp>

using namespace kernel;

class VectorCode final {
public:
	static Result<Box<VectorCode>> create()
	{
		asm volatile("pxor %xmm0, %xmm0");
		return make_box<VectorCode>(GFP_KERNEL);
	}
};

KERNEL_MODULE(VectorCode, { .name = "vector_code", .license = "GPL" })
