// SPDX-License-Identifier: GPL-2.0
//! A pinned object stays where it is.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

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
