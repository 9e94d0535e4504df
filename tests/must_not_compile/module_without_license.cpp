// SPDX-License-Identifier: GPL-2.0
//! A module names its licence.
// EXPECT: error_module_has_no_license

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME })
#endif
