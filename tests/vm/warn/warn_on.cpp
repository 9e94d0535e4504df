// SPDX-License-Identifier: GPL-2.0
//! Warnings, at the line of the caller. The scenario knows the lines.
#include <kernel/log/bug.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

[[gnu::noinline]] bool plain(u32 depth)
{
	return warn_on(depth > 6); // line 12
}
[[gnu::noinline]] bool with_text(u32 depth)
{
	return warn_on(depth > 6, fmt("the depth is {} of {}", depth, "six")); // line 16
}
[[gnu::noinline]] bool once(u32 depth)
{
	return warn_on_once(depth > 6); // line 20
}
[[gnu::noinline]] bool once_with_text(u32 depth)
{
	return warn_on_once(depth > 6, fmt("once, the depth is {}", depth)); // line 24
}

class WarnOn final {
public:
	static Result<WarnOn> create()
	{
		pr_info("false: {} {} {} {}", plain(6), with_text(6), once(6), once_with_text(6));
		pr_info("true: {} {}", plain(7), with_text(7));
		for (u32 i = 7; i < 10; i++)
			pr_info("once: {} {}", once(i), once_with_text(i));
		return WarnOn{};
	}
};

} // namespace

KERNEL_MODULE(WarnOn, { .name = "warn_on", .license = "GPL" })
