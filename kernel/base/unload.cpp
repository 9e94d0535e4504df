// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Waits for files that are open when their module's loading fails.
#include <kernel/base/unload.hpp>

#include <linux/delay.hpp>
#include <linux/export.hpp>
#include <linux/module.hpp>
#include <linux/printk.hpp>

namespace kernel::detail {

constinit UnloadStep wait_for_files = nullptr;

namespace {

/// Whether somebody other than the loader holds the module.
bool is_held()
{
	return ::module_refcount(&::__this_module) > 1;
}

/// Waits, because the loader frees a module whose loading failed, whatever its reference count is.
/// Unloading needs no wait: the kernel starts it only when nobody holds the module.
[[gnu::cold]] void wait_while_loading()
{
	if (::__this_module.state != ::MODULE_STATE_COMING || !is_held())
		return;
	::_printk("\0014%s: loading failed; waiting until its files that are open are closed\n", ::__this_module.name);
	while (is_held())
		::msleep(20);
}

} // namespace

void files_may_be_open()
{
	wait_for_files = wait_while_loading;
}

} // namespace kernel::detail
