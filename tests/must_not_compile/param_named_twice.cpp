// SPDX-License-Identifier: GPL-2.0
//! One name, one parameter.
// EXPECT: error_two_module_parameters_have_the_same_name

#include <kernel/prelude.hpp>

using namespace kernel;

constinit Param<u32> a, b;
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "a", .value = a }, { .name = "b", .value = b } } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "a", .value = a }, { .name = "a", .value = b } } })
#endif
