// SPDX-License-Identifier: GPL-2.0
//! A global that is initialised at run time.
// EXPECT: static_constructor.cpp:16: error: '(anonymous namespace)::start' needs a static constructor, which the kernel does not run [static-constructor]
// EXPECT: note: make the variable constinit, or build the object in create()
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {
[[gnu::noinline]] int first()
{
	int n = 7;
	asm("" : "+r"(n));
	return n;
}
int start = first();
} // namespace

class StaticConstructor final {
public:
	static Result<Box<StaticConstructor>> create()
	{
		pr_info("started at {}", start++);
		return make_box<StaticConstructor>(GFP_KERNEL);
	}
};

KERNEL_MODULE(StaticConstructor, { .name = "static_constructor", .license = "GPL" })
