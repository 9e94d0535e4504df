// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/annotations.hpp refuses.
#include <kernel/base/annotations.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED pinned_copied: use of deleted function
// A pinned object stays where it is.
struct Node : Pinned {
	int n = 0;
};
void use(Node &a)
{
#ifdef FIXED
	Node &b = a;
#else
	Node b = a;
#endif
	(void)b;
}

// REFUSED pinned_moved: use of deleted function
// A pinned object stays where it is.
struct Node : Pinned {
	int n = 0;
};
void use(Node &a)
{
#ifdef FIXED
	Node &b = a;
#else
	Node b = std::move(a);
#endif
	(void)b;
}
