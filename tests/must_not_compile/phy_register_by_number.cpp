// SPDX-License-Identifier: GPL-2.0
//! A register is not a number: which clause would it be?
// EXPECT: no matching function for call to .*read\(int\)

#include <kernel/net/phy.hpp>

using namespace kernel;

Result<u16> use(phy::Device &phy);
Result<u16> use(phy::Device &phy)
{
#ifdef FIXED
	return phy.read(phy::C22::BMCR);
#else
	return phy.read(0);
#endif
}
