// SPDX-License-Identifier: GPL-2.0
//! A PHY that is being probed has no link yet that its driver could set.
// EXPECT: has no member named .set_speed

#include <kernel/net/phy.hpp>

using namespace kernel;

#ifdef FIXED
Result<> read_status(phy::Locked &phy);
Result<> read_status(phy::Locked &phy)
#else
Result<> probe(phy::Fresh &phy);
Result<> probe(phy::Fresh &phy)
#endif
{
	phy.set_speed(phy::Speed::Mbps100);
	return ok;
}
