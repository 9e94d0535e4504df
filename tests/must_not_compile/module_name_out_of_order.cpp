// SPDX-License-Identifier: GPL-2.0
//! The name comes first; it is given, and right.
// EXPECT: designator order
// ERRORS: 1

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(M, { .license = "GPL", .name = KBUILD_MODNAME })
#endif
