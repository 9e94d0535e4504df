// SPDX-License-Identifier: GPL-2.0
//! fails_in_create: loading fails half-way; the parts that were built are destroyed in reverse order.

#include "parts.hpp"

using namespace kernel;

class Fails final {
public:
	static Result<Fails> create()
	{
		Part first(1);
		Part second(2);
		Vec<i32> memory;

		TRY(memory.push(1, GFP_KERNEL));
		TRY(Result<>(ENODEV));
		return { std::in_place, std::move(first), std::move(second) };
	}
	Fails(Part first, Part second) : first_(std::move(first)), second_(std::move(second)) {}

private:
	Part first_, second_;
};

KERNEL_MODULE(Fails, { .name = "fails_in_create", .license = "GPL" })
