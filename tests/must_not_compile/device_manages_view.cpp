// SPDX-License-Identifier: GPL-2.0
//! What a device keeps outlives the probe.
// EXPECT: manage: what is kept outlives what it looks at

#include <kernel/net/phy.hpp>
#include <kernel/string.hpp>

using namespace kernel;

Result<> use(phy::Fresh &phy, CStr name);
Result<> use(phy::Fresh &phy, CStr name)
{
#ifdef FIXED
	return phy.device().manage(TRY(make_box<CString>(GFP_KERNEL, TRY(CString::copy(name, GFP_KERNEL)))));
#else
	return phy.device().manage(TRY(make_box<CStr>(GFP_KERNEL, name)));
#endif
}
