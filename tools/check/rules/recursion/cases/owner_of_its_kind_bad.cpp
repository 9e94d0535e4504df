// SPDX-License-Identifier: GPL-2.0
//! A chain of boxes is destroyed one inside the other.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Link {
	u32 value = 0;
	Box<Link> next; // BUG: recursion
};

void drop(Link &&chain);
void drop(Link &&chain)
{
	Link taken = std::move(chain);
}
