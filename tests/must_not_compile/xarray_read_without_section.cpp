// SPDX-License-Identifier: GPL-2.0
//! A reader of RCU needs a section.
// EXPECT: deleted function

#include <kernel/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Numbers = XArray<RcuBox<u32>, "example.numbers">;

u32 use(const Numbers &numbers);
u32 use(const Numbers &numbers)
{
	rcu::ReadGuard reading;
#ifdef FIXED
	const u32 *found = numbers.find(1, reading);
#else
	const u32 *found = numbers.find(1);
#endif
	return found ? *found : 0;
}
