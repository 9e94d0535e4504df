// SPDX-License-Identifier: GPL-2.0
//! Only what is in an RcuBox is read without the lock.
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
	const u32 *found = numbers.find(1);
#endif
	return found ? *found : 0;
}
