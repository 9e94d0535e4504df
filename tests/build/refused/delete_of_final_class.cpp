// SPDX-License-Identifier: GPL-2.0
//! The deleting destructor is called directly, since nothing can override it.
// EXPECT: in 'drop\(.*\)': a delete expression

#include <kernel/prelude.hpp>

using namespace kernel;

struct Shape {
	virtual ~Shape() = default;
	virtual u32 corners() const = 0;
};
struct Square final : Shape {
	[[gnu::noipa]] ~Square() override { pr_info("a square less"); }
	u32 corners() const override { return 4; }
};
[[gnu::noipa]] static void drop(Square *square)
{
	delete square;
}
struct Refused {
	Result<> init()
	{
		auto square = TRY(make_box<Square>(GFP_KERNEL));
		drop(square.get());
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
