// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/module/param.hpp refuses.
#include <kernel/module/param.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED param_executable: error_module_parameter_permissions_are_not_octal
// Permissions are written in octal.
constinit Param<u32> depth{ 1 };
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME,
		   .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0444 } } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME,
		   .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0x44d } } })
#endif

// REFUSED param_named_twice: error_two_module_parameters_have_the_same_name
// Each parameter has its own name.
constinit Param<u32> a, b;
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME,
		   .license = "GPL",
		   .params = { { .name = "a", .value = a }, { .name = "b", .value = b } } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME,
		   .license = "GPL",
		   .params = { { .name = "a", .value = a }, { .name = "a", .value = b } } })
#endif

// REFUSED param_not_constant: constinit|not a constant expression
// A parameter exists before any code runs.
u32 at_run_time();
#ifdef FIXED
constinit Param<u32> depth{ 3 };
#else
constinit Param<u32> depth{ at_run_time() };
#endif

// REFUSED param_of_unknown_type: a parameter's type is an integer, bool
// A user-defined type needs parse() and format().
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
KERNEL_MODULE(M, { .name = KBUILD_MODNAME, .license = "GPL", .params = { { .name = "odd", .value = odd } } })

// REFUSED param_world_writable: error_module_parameter_permissions_let_others_write
// Only root changes parameters.
constinit Param<u32> depth{ 1 };
struct M {
	Result<> init() { return ok; }
};
#ifdef FIXED
KERNEL_MODULE(M, { .name = KBUILD_MODNAME,
		   .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0644 } } })
#else
KERNEL_MODULE(M, { .name = KBUILD_MODNAME,
		   .license = "GPL",
		   .params = { { .name = "depth", .value = depth, .permissions = 0666 } } })
#endif
