// SPDX-License-Identifier: GPL-2.0
//! A description that speaks of the licence is none, with braces and quotes in it or not.
// EXPECT: error_module_has_no_license

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .description = "}\"{ .license \\" })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .description = "}\"{ .license \\" })
#endif
