// SPDX-License-Identifier: GPL-2.0
//! A private `create()`.
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

class Hello {
#ifdef FIXED
public:
#else
#endif
	static Result<Hello> create() { return Hello{}; }
};
KERNEL_MODULE(Hello, { .name = KBUILD_MODNAME, .license = "GPL" }) // MISTAKE: public .static Result<Type> create
