// SPDX-License-Identifier: GPL-2.0
//! init() returns a Result.
// EXPECT: init\(\) returns a Result

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
#ifdef FIXED
	Result<> init() { return ok; }
#else
	int init() { return 0; }
#endif
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
