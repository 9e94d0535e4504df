// SPDX-License-Identifier: GPL-2.0
//! create() makes the module's own type.
// EXPECT: create\(\) returns a Result<T>, a Result<Box<T>> or an initialiser of T

#include <kernel/prelude.hpp>

using namespace kernel;

struct M {
#ifdef FIXED
	static Result<M> create() { return M{}; }
#else
	static Result<int> create() { return 1; }
#endif
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
