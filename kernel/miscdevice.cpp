// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Files that are open when their module's loading fails.
#include <kernel/miscdevice.hpp>

#include <linux/delay.hpp>
#include <linux/export.hpp>
#include <linux/module.hpp>

#include <kernel/detail/unload.hpp>

namespace kernel {

namespace detail {

constinit UnloadStep wait_for_files = nullptr;

/// The loader frees the module whatever its count says, of which one is the loader's own.
[[gnu::cold]] static void wait_while_loading()
{
	if (::__this_module.state == ::MODULE_STATE_COMING)
		while (::module_refcount(&::__this_module) > 1)
			::msleep(20);
}

} // namespace detail

namespace misc::detail {

void files_may_be_open()
{
	kernel::detail::wait_for_files = kernel::detail::wait_while_loading;
}

int publish(::miscdevice *raw)
{
	files_may_be_open();
	return ::misc_register(raw);
}

} // namespace misc::detail

} // namespace kernel
