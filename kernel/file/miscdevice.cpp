// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/file/miscdevice.hpp>

#include <kernel/base/unload.hpp>

namespace kernel::misc::detail {

int publish(::miscdevice *raw)
{
	kernel::detail::files_may_be_open();
	return ::misc_register(raw);
}

} // namespace kernel::misc::detail
