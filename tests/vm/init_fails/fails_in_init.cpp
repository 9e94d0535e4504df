// SPDX-License-Identifier: GPL-2.0
//! fails_in_init: loading fails half-way; the parts that were built are destroyed in reverse order.

#include "parts.hpp"

using namespace kernel;

class Fails final : Pinned {
public:
	Result<> init()
	{
		TRY(memory_.push(1, GFP_KERNEL));
		return ENODEV;
	}

private:
	Part first_{ 1 };
	Part second_{ 2 };
	Vec<i32> memory_;
};

KERNEL_MODULE(Fails, { .name = "fails_in_init", .license = "GPL" })
