// SPDX-License-Identifier: GPL-2.0
//! fails_in_place: loading fails half-way; the parts that were built are destroyed in reverse order.

#include "parts.hpp"

using namespace kernel;

struct Fails {
	static auto create()
	{
		return in_place::fields<Fails>(in_place::field<&Fails::first>(1), in_place::field<&Fails::second>(2),
					       in_place::field<&Fails::memory>(in_place::then<Vec<i32>>(
						       in_place::value<Vec<i32>>(), [](Vec<i32> &made) -> Result<> {
							       TRY(made.push(1, GFP_KERNEL));
							       return ENODEV;
						       })));
	}

	Part first;
	Part second;
	Vec<i32> memory;
};

KERNEL_MODULE(Fails, { .name = "fails_in_place", .license = "GPL" })
