// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "shapes.hpp"

using namespace kernel;

namespace {

class Rectangle : public Shape {
public:
	Rectangle(u32 width, u32 height) : width_(width), height_(height) { shapes_alive.inc(); }
	~Rectangle() override { shapes_alive.dec(); }
	u32 area() const override { return scaled(width_, height_); }
	const char *name() const override { return "rectangle"; }

private:
	u32 width_, height_;
};

class Square final : public Rectangle {
public:
	explicit Square(u32 side) : Rectangle(side, side) {}
	const char *name() const override { return "square"; }
};

} // namespace

Result<Box<Shape>> make_square(u32 side)
{
	return TRY(make_box<Square>(GFP_KERNEL, side));
}

Result<Box<Shape>> make_rectangle(u32 width, u32 height)
{
	return TRY(make_box<Rectangle>(GFP_KERNEL, width, height));
}
