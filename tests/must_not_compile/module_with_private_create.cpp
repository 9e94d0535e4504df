// SPDX-License-Identifier: GPL-2.0
//! A private create() would silently not be called.
// EXPECT: has a public static create

#include <kernel/prelude.hpp>

using namespace kernel;

class M {
#ifdef FIXED
public:
#endif
	static Result<M> create() { return ENODEV; }
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
