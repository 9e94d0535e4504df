// SPDX-License-Identifier: GPL-2.0
//! A PHY is lent for the time of a callback.
// EXPECT: use of deleted function .*Device\(const

#include <kernel/net/phy.hpp>

using namespace kernel;

u32 use(phy::Locked &phy);
u32 use(phy::Locked &phy)
{
#ifdef FIXED
	const phy::Device &seen = phy;
#else
	const phy::Device seen = phy;
#endif
	return seen.id();
}
