// SPDX-License-Identifier: GPL-2.0
//! The record of a pr_debug() in a template lands in the wrong section.
// EXPECT: pr_debug

#include <kernel/prelude.hpp>

using namespace kernel;

template <typename T>
[[gnu::noinline]] static void say(T value)
{
	pr_debug("{}", value);
}
struct Refused {
	Result<> init()
	{
		say(1);
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
