// SPDX-License-Identifier: GPL-2.0
//! A function returns two pointers in a struct, and either may be null.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Edges {
	const u32 *first;
	const u32 *last;
};

static Edges edges_of(const Vec<u32> &numbers __lifetimebound)
{
	return { numbers.front(), numbers.back() };
}

u32 width(const Vec<u32> &numbers);
u32 width(const Vec<u32> &numbers)
{
	const Edges edges = edges_of(numbers);

	if (!edges.first)
		return 0;
	return *edges.last - *edges.first; // BUG: unchecked-null
}
