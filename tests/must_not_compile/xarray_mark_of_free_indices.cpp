// SPDX-License-Identifier: GPL-2.0
//! An array that gives indices marks the free ones.
// EXPECT: finds the free ones by XaMark::Zero

#include <kernel/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Numbers = XArray<Box<u32>, "example.numbers", XaIds::FromZero>;

void use(const Numbers &numbers);
void use(const Numbers &numbers)
{
	auto locked = numbers.lock();
#ifdef FIXED
	locked.set_mark<XaMark::One>(1);
#else
	locked.set_mark<XaMark::Zero>(1);
#endif
}
