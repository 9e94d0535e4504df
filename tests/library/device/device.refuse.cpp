// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/device/device.hpp refuses.
#include <kernel/device/device.hpp>
#include <kernel/net/phy.hpp>
#include <kernel/text/string.hpp>

using namespace kernel;

// REFUSED device_manages_unbound: has no member named .manage
// Only in probe() is it certain that the device releases what it keeps before the module is unloaded.
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

// REFUSED device_manages_view: manage: what is kept outlives what it looks at
// The device keeps an object longer than probe() runs, so the object must not borrow.
Result<> use(phy::Fresh &phy, CStr name);
Result<> use(phy::Fresh &phy, CStr name)
{
#ifdef FIXED
	return phy.device().manage(TRY(make_box<CString>(GFP_KERNEL, TRY(CString::copy(name, GFP_KERNEL)))));
#else
	return phy.device().manage(TRY(make_box<CStr>(GFP_KERNEL, name)));
#endif
}

// REFUSED device_message_too_few_arguments: more \{\} than values
// Messages about a device are checked as all other messages are.
void use(const Device &device, Error error);
void use(const Device &device, [[maybe_unused]] Error error)
{
#ifdef FIXED
	dev_err(device, "no answer: {}", error);
#else
	dev_err(device, "no answer: {}");
#endif
}
