// SPDX-License-Identifier: GPL-2.0
//! One owner releases it.
// EXPECT: use of deleted function .*Firmware\(const

#include <kernel/firmware.hpp>

using namespace kernel;

usize use(Firmware firmware);
usize use(Firmware firmware)
{
#ifdef FIXED
	Firmware another = std::move(firmware);
#else
	Firmware another = firmware;
#endif

	return another.size();
}
