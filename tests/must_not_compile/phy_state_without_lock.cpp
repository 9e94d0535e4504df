// SPDX-License-Identifier: GPL-2.0
//! Suspending, phylib does not hold the PHY's lock: its state is out of reach.
// EXPECT: has no member named .has_link

#include <kernel/net/phy.hpp>

using namespace kernel;

#ifdef FIXED
Result<> read_status(phy::Locked &phy);
Result<> read_status(phy::Locked &phy)
#else
Result<> suspend(phy::Device &phy);
Result<> suspend(phy::Device &phy)
#endif
{
	if (phy.has_link())
		return EBUSY;
	return ok;
}
