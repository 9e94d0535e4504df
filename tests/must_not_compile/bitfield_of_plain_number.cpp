// SPDX-License-Identifier: GPL-2.0
//! Only what fits goes into a field.
// EXPECT: could not convert|no matching function|cannot convert|no known conversion

#include <kernel/bitfield.hpp>

using namespace kernel;

using Speed = BitField<u16, 3, 0>;

Result<u16> use(u16 speed)
{
#ifdef FIXED
	return Speed::prepare(TRY(Speed::Value::from(speed)));
#else
	return Speed::prepare(speed);
#endif
}
