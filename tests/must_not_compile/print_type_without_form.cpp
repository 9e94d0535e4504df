// SPDX-License-Identifier: GPL-2.0
//! A type says how it prints before it is printed.
// EXPECT: this type has no \{\} form

#include <kernel/prelude.hpp>

using namespace kernel;

struct Point {
	int x, y;
};
void use(const Point &p)
{
#ifdef FIXED
	pr_info("{}", p.x);
#else
	pr_info("{}", p);
#endif
}
