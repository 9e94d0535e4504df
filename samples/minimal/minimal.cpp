// SPDX-License-Identifier: GPL-2.0 OR MIT
//! minimal: owns a few numbers while it is loaded, and frees them when it is unloaded.

#include <kernel/prelude.hpp>

using namespace kernel;

class Minimal final {
public:
	static Result<Minimal> create()
	{
		static constexpr i32 seed[] = { 72, 108, 200 };
		Vec<i32> numbers;

		for (i32 number : seed)
			TRY(numbers.push(number, GFP_KERNEL));
		pr_info("loaded");
		return { std::in_place, std::move(numbers) };
	}

	explicit Minimal(Vec<i32> numbers) : numbers_(std::move(numbers)) {}
	~Minimal() { pr_info("unloaded, {} numbers forgotten", numbers_.size()); }

private:
	Vec<i32> numbers_;
};

KERNEL_MODULE(Minimal, {
	.name = "minimal",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "The smallest useful module in C++",
})
