// SPDX-License-Identifier: GPL-2.0
//! What is found stays while the array is locked.
// EXPECT: deleted function

#include <kernel/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Numbers = XArray<Box<u32>, "example.numbers">;

u32 use(const Numbers &numbers);
u32 use(const Numbers &numbers)
{
#ifdef FIXED
	auto locked = numbers.lock();
	const u32 *found = locked.find(1);
#else
	const u32 *found = numbers.lock().find(1);
#endif
	return found ? *found : 0;
}
