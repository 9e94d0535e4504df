// SPDX-License-Identifier: GPL-2.0
//! Every access to a bus may fail.
// EXPECT: ignoring returned value of type .kernel::Result<void>

#include <kernel/net/phy.hpp>

using namespace kernel;

Result<> use(phy::Device &phy);
Result<> use(phy::Device &phy)
{
#ifdef FIXED
	TRY(phy.write(phy::C22::BMCR, 0));
#else
	phy.write(phy::C22::BMCR, 0);
#endif
	return ok;
}
