// SPDX-License-Identifier: GPL-2.0
//! `MODULE_AUTHOR` and the like.
// BEFORE: 3
#include <kernel/prelude.hpp>

using namespace kernel;

class Hello {
public:
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(Hello, { .name = KBUILD_MODNAME, .license = "GPL", .authors = { "Ada Lovelace" } })
#else
KERNEL_MODULE(Hello, { .name = KBUILD_MODNAME, .license = "GPL" })
MODULE_AUTHOR("Ada Lovelace"); // MISTAKE: KERNEL_MODULE: .authors
#endif
