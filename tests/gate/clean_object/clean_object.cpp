// SPDX-License-Identifier: GPL-2.0
//! Nothing to refuse: virtual functions, templates, constinit data.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Shape {
	virtual int area() const = 0;
};

struct Square final : Shape {
	constexpr explicit Square(int s) : side(s) {}
	int area() const override { return side * side; }
	int side;
};

constinit Square square(3);

} // namespace

class CleanObject final {
public:
	static Result<Box<CleanObject>> create()
	{
		const Shape *shape = &square;

		asm("" : "+r"(shape));
		pr_info("area {}", shape->area());
		return make_box<CleanObject>(GFP_KERNEL);
	}
};

KERNEL_MODULE(CleanObject, { .name = "clean_object", .license = "GPL" })
