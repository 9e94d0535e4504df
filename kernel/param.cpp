// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/param.hpp>

#include <linux/module.hpp>
#include <linux/printk.hpp>
#include <linux/string.hpp>

namespace kernel::param::detail {

bool nobody_judges()
{
	return phase == Phase::Loading ? ::__this_module.mkobj.kobj.state_in_sysfs : phase != Phase::Live;
}

Result<i64> parse_signed(const char *text, i64 least, i64 most)
{
	i64 value;

	TRY(Result<>::from_c(::kstrtoll(text, 0, &value)));
	if (value < least || value > most)
		return ERANGE;
	return value;
}

Result<u64> parse_unsigned(const char *text, u64 most)
{
	u64 value;

	TRY(Result<>::from_c(::kstrtoull(text, 0, &value)));
	if (value > most)
		return ERANGE;
	return value;
}

Result<usize> parse_name(const char *text, const void *first, usize stride, usize count)
{
	const char *at = static_cast<const char *>(first);

	// What is written through sysfs ends in a newline; sysfs_streq() looks past it.
	for (usize i = 0; i < count; i++, at += stride)
		if (::sysfs_streq(text, *reinterpret_cast<const char *const *>(at)))
			return i;
	return EINVAL;
}

void refuse(const char *module, const char *parameter, const char *text, const char *expected)
{
	::_printk("\0013%s: parameter %s: \"%.64s\" is not %s\n", module, parameter, text ? text : "",
		  expected);
}

} // namespace kernel::param::detail
