// SPDX-License-Identifier: GPL-2.0
//! A printed object of a class.
// BEFORE: 164
#include <kernel/prelude.hpp>

using namespace kernel;

struct Point {
	int x, y;
};
void use(const Point &point);
void use(const Point &point)
{
#ifdef FIXED
	pr_info("at {}, {}", point.x, point.y);
#else
	pr_info("at {}", point); // MISTAKE: specialise kernel::format::Formatter
#endif
}
