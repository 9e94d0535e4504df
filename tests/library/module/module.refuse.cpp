// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/module/module.hpp refuses.
#include <kernel/module/module.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED module_create_returns_other_type: create\(\) returns a Result<T>, a Result<Box<T>> or an initialiser of T
// create() makes the module's own type.
struct M {
#ifdef FIXED
	static Result<M> create() { return M{}; }
#else
	static Result<int> create() { return 1; }
#endif
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })

// REFUSED module_describes_license: names the license
// A description that mentions the licence does not replace it, even with braces and quotes inside.
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .description = "}\"{ .license \\" })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .description = "}\"{ .license \\" })
#endif

// REFUSED module_info_out_of_order: designator order
// ERRORS: 1
// The fields have an order. Nothing else is wrong here: the licence is given.
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .imports = { "CRYPTO_INTERNAL" } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .imports = { "CRYPTO_INTERNAL" }, .license = "GPL" })
#endif

// REFUSED module_init_returns_int: init\(\) returns a Result
// init() returns a Result.
struct M {
#ifdef FIXED
	Result<> init() { return ok; }
#else
	int init() { return 0; }
#endif
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })

// REFUSED module_name_differs: differs from the name that Kbuild gives
// Kbuild gives the module its name.
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(M, { .name = "other", .license = "GPL" })
#endif

// REFUSED module_name_out_of_order: designator order
// ERRORS: 1
// The name comes first. Nothing else is wrong here: the name is given and correct.
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(M, { .license = "GPL", .name = KBUILD_MODNAME })
#endif

// REFUSED module_with_private_create: has a public .static Result<Type> create
// A private create() would silently not be called.
class M {
#ifdef FIXED
public:
#endif
	static Result<M> create() { return ENODEV; }
};
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })

// REFUSED module_without_license: names the license
// A module names its licence.
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL" })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME })
#endif

// REFUSED module_without_name: differs from the name that Kbuild gives
// The name of a parameter is not the name of the module.
Param<u32> size;
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .params = { { .name = "size", .value = size } } })
#else
KERNEL_MODULE(M, { .license = "GPL", .params = { { .name = "size", .value = size } } })
#endif
