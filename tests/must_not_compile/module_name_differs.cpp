// SPDX-License-Identifier: GPL-2.0
//! The module's name is Kbuild's.
// EXPECT: differs from the name that Kbuild gives

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(M, { .name = "other", .license = "GPL" })
#endif
