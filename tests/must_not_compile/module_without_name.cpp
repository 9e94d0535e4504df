// SPDX-License-Identifier: GPL-2.0
//! A parameter's name is not the module's.
// EXPECT: differs from the name that Kbuild gives

#include <kernel/prelude.hpp>

using namespace kernel;

Param<u32> size;
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .params = { { .name = "size", .value = size } } })
#else
KERNEL_MODULE(M, { .license = "GPL", .params = { { .name = "size", .value = size } } })
#endif
