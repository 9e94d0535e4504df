// SPDX-License-Identifier: GPL-2.0
//! built_in_place: an initialiser makes the state of a module where it stays.

#include "parts.hpp"

using namespace kernel;

struct Built {
	static auto create()
	{
		return init::fields<Built>(
			init::field<&Built::first>(1),
			init::field<&Built::numbers>(init::then<Vec<i32>>(
				init::value<Vec<i32>>(), [](Vec<i32> &made) { return made.push(7, GFP_KERNEL); })));
	}

	Part first;
	Vec<i32> numbers;
};

KERNEL_MODULE(Built, { .name = "built_in_place", .license = "GPL" })
