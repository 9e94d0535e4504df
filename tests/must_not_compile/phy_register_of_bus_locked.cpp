// SPDX-License-Identifier: GPL-2.0
//! With the bus locked, a clause 45 register would be reached by the function that phylib is calling just now.
// EXPECT: no matching function for call to .*read\(kernel::phy::C45\)|cannot convert .kernel::phy::C45. to .kernel::phy::C22.

#include <kernel/net/phy.hpp>

using namespace kernel;

Result<u16> use(phy::OnBus &phy);
Result<u16> use(phy::OnBus &phy)
{
#ifdef FIXED
	return phy.read(phy::C22::MMD_DATA);
#else
	return phy.read(phy::C45(phy::Mmd::Pcs, 1));
#endif
}
