// SPDX-License-Identifier: GPL-2.0
//! A helper returns a product of a process's numbers that has wrapped around, and the caller allocates so much.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Shape {
	u32 width;
	u32 height;
};

static Result<u32> area(const Shape &shape)
{
	const u32 pixels = shape.width * shape.height; // BUG: arithmetic

	if (pixels > 1u << 16)
		return E2BIG;
	return pixels;
}

Result<Vec<u8>> canvas(UserReader from);
Result<Vec<u8>> canvas(UserReader from)
{
	const Shape shape = TRY(from.read<Shape>());

	return Vec<u8>::from_elem(0, TRY(area(shape)), GFP_KERNEL);
}
