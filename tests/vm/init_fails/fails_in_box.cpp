// SPDX-License-Identifier: GPL-2.0
//! fails_in_box: loading fails half-way; the parts that were built are destroyed in reverse order.

#include "parts.hpp"

using namespace kernel;

class Fails final {
public:
	static Result<Box<Fails>> create()
	{
		auto self = TRY(make_box<Fails>(GFP_KERNEL));

		TRY(self->memory_.push(1, GFP_KERNEL));
		TRY(Result<>(ENODEV));
		return self;
	}

private:
	Part first_{ 1 };
	Part second_{ 2 };
	Vec<i32> memory_;
};

KERNEL_MODULE(Fails, { .name = "fails_in_box", .license = "GPL" })
