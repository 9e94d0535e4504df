// SPDX-License-Identifier: GPL-2.0
//! built_in_place: an initialiser makes the state of a module where it stays.

#include "parts.hpp"

using namespace kernel;

struct Built {
	static auto create()
	{
		return in_place::fields<Built>(
			in_place::field<&Built::first>(1),
			in_place::field<&Built::numbers>(in_place::then<Vec<i32>>(
				in_place::value<Vec<i32>>(), [](Vec<i32> &made) { return made.push(7, GFP_KERNEL); })));
	}

	Part first;
	Vec<i32> numbers;
};

KERNEL_MODULE(Built, { .name = "built_in_place", .license = "GPL" })
