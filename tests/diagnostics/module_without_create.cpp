// SPDX-License-Identifier: GPL-2.0
//! A module without `create()` and `init()`.
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

class Hello {
public:
#ifdef FIXED
	Result<> init() { return ok; }
#else
	int start() { return 0; }
#endif
};
KERNEL_MODULE(Hello, { .name = KBUILD_MODNAME, .license = "GPL" }) // MISTAKE: public .static Result<Type> create
