// SPDX-License-Identifier: GPL-2.0
//! A delete expression that finds its destructor in a vtable: the object leaks, and the log says so.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Shape {
	virtual ~Shape() = default;
	virtual u32 corners() const = 0;
};
struct Square final : Shape {
	~Square() override { pr_info("a square less"); }
	u32 corners() const override { return 4; }
};
struct Triangle final : Shape {
	~Triangle() override { pr_info("a triangle less"); }
	u32 corners() const override { return 3; }
};

[[gnu::noipa]] void drop(Shape *shape)
{
	pr_info("{} corners", shape->corners());
	delete shape;
	pr_info("dropped"); // keeps the call above from being a tail call, so that the stack names this function
}

class VirtualDelete final {
public:
	static Result<VirtualDelete> create()
	{
		drop(TRY(make_box<Square>(GFP_KERNEL)).into_raw());
		drop(TRY(make_box<Triangle>(GFP_KERNEL)).into_raw());
		return VirtualDelete{};
	}
};

} // namespace

KERNEL_MODULE(VirtualDelete, { .name = "virtual_delete", .license = "GPL" })
