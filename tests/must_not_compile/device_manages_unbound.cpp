// SPDX-License-Identifier: GPL-2.0
//! Only in probe() is it known that the device lets go of what it keeps before the module goes.
// EXPECT: has no member named .manage

#include <kernel/net/phy.hpp>

using namespace kernel;

#ifdef FIXED
Result<> use(phy::Fresh &phy);
Result<> use(phy::Fresh &phy)
#else
Result<> use(phy::Locked &phy);
Result<> use(phy::Locked &phy)
#endif
{
	return phy.device().manage(TRY(make_box<u32>(GFP_KERNEL, 1u)));
}
