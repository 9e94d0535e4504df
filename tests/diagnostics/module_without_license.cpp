// SPDX-License-Identifier: GPL-2.0
//! A module without a license.
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

class Hello {
public:
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(Hello, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(Hello, { .name = KBUILD_MODNAME }) // MISTAKE: write .license = "GPL"
#endif
