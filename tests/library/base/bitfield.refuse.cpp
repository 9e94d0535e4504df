// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/bitfield.hpp refuses.
#include <kernel/base/bitfield.hpp>

using namespace kernel;

// REFUSED bitfield_of_plain_number: could not convert|no matching function|cannot convert|no known conversion
// A field takes only a value that is known to fit.
using Speed = BitField<u16, 3, 0>;

Result<u16> use(u16 speed)
{
#ifdef FIXED
	return Speed::prepare(TRY(Speed::Value::from(speed)));
#else
	return Speed::prepare(speed);
#endif
}
