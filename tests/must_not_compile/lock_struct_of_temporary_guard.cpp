// SPDX-License-Identifier: GPL-2.0
// EXPECT: use of deleted function .*Guard
#include <kernel/sync/mutex.hpp>

using namespace kernel;

struct Point {
	u32 x, y;
};

void keep(Mutex<Point, "test.lock"> &lock);
void keep(Mutex<Point, "test.lock"> &lock)
{
#ifdef FIXED
	auto guard = lock.lock();
	Point &point = *guard;
#else
	Point &point = *lock.lock();
#endif
	point.x = 1;
}
