// SPDX-License-Identifier: GPL-2.0
//! Only root changes parameters.
// EXPECT: error_module_parameter_permissions_let_others_write

#include <kernel/prelude.hpp>

using namespace kernel;

constinit Param<u32> depth{ 1 };
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0644 } } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0666 } } })
#endif
