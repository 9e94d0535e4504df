// SPDX-License-Identifier: GPL-2.0
//! Permissions are written in octal.
// EXPECT: error_module_parameter_permissions_are_not_octal

#include <kernel/prelude.hpp>

using namespace kernel;

constinit Param<u32> depth{ 1 };
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0444 } } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0x44d } } })
#endif
