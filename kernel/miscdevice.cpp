// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The end of a misc device.
#include <kernel/miscdevice.hpp>

#include <linux/delay.hpp>
#include <linux/export.hpp>
#include <linux/module.hpp>

namespace kernel::misc::detail {

void withdraw(::miscdevice *raw)
{
	::misc_deregister(raw);
	// Loading fails, and the module's memory goes whoever uses it. One reference is the loader's.
	if (::__this_module.state == ::MODULE_STATE_COMING) [[unlikely]]
		while (::module_refcount(&::__this_module) > 1)
			::msleep(20);
}

} // namespace kernel::misc::detail
