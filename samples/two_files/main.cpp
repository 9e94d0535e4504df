// SPDX-License-Identifier: GPL-2.0 OR MIT
//! two_files: two C++ files and a C file in one module, sharing templates, inline
//! variables and virtual functions, and calling each other.

#include <kernel/prelude.hpp>

#include "checksum.h"
#include "shapes.hpp"

using namespace kernel;

unsigned int weigh(unsigned char byte)
{
	return scaled<unsigned int>(byte, 2);
}

namespace {

class TwoFiles final {
public:
	static Result<Box<TwoFiles>> create()
	{
		static constexpr u8 data[] = { 1, 2, 3, 4 };
		Vec<Box<Shape>> shapes;

		TRY(shapes.push(TRY(make_square(5)), GFP_KERNEL));
		TRY(shapes.push(TRY(make_rectangle(2, 3)), GFP_KERNEL));
		pr_info("checksum {}", checksum(data, sizeof(data)));
		return make_box<TwoFiles>(GFP_KERNEL, std::move(shapes));
	}

	explicit TwoFiles(Vec<Box<Shape>> shapes) : shapes_(std::move(shapes))
	{
		for (const auto &shape : shapes_)
			pr_info("{} of area {}", shape->name(), shape->area());

		const u32 alive = shapes_alive.load(relaxed);
		pr_info("{} shapes alive, twice that is {}", alive, scaled(alive, 2u));
	}

	~TwoFiles()
	{
		shapes_.clear();
		pr_info("unloaded, {} shapes alive", shapes_alive.load(relaxed));
	}

private:
	Vec<Box<Shape>> shapes_;
};

} // namespace

KERNEL_MODULE(TwoFiles, {
	.name = "two_files",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "C++ and C files in one module",
})
