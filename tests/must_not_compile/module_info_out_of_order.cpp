// SPDX-License-Identifier: GPL-2.0
//! What modinfo shows has an order, and that is all that is wrong here: the licence is given.
// EXPECT: designator order
// ERRORS: 1

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .imports = { "CRYPTO_INTERNAL" } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .imports = { "CRYPTO_INTERNAL" }, .license = "GPL" })
#endif
