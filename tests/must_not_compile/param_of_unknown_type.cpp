// SPDX-License-Identifier: GPL-2.0
//! A type of your own has parse() and format().
// EXPECT: a parameter's type is an integer, bool

#include <kernel/prelude.hpp>

using namespace kernel;

struct Odd {
	int n = 0;
};
#ifdef FIXED
constinit Param<u32> odd;
#else
constinit Param<Odd> odd;
#endif
struct M {
	Result<> init() { return ok; }
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL",
		   .params = { { .name = "odd", .value = odd } } })
