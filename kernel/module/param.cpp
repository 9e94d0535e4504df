// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <utility>

#include <kernel/module/param.hpp>
#include <kernel/text/cstr.hpp>

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

BStr value_of(const char *text)
{
	// SAFETY: the kernel's parser and sysfs end the text with a NUL, and keep it during the call.
	return CStr::from_raw(unsafe, text).bytes().without_newline();
}

Result<usize> parse_name(const char *text, const void *first, usize stride, usize count)
{
	const char *at = static_cast<const char *>(first);

	// Text written through sysfs ends with a newline, which sysfs_streq() ignores.
	for (usize i = 0; i < count; i++, at += stride)
		if (::sysfs_streq(text, *reinterpret_cast<const char *const *>(at)))
			return i;
	return EINVAL;
}

void refuse(const char *module, const char *parameter, const char *text, const char *expected)
{
	::_printk("\0013%s: parameter %s: \"%.64s\" is not %s\n", module, parameter, text ? text : "", expected);
}

int set_text(const char *text, const ::kernel_param *kp)
{
	char **place = static_cast<char **>(kp->arg);
	char *old = std::exchange(*place, nullptr);
	const int failed = ::param_set_charp(text, kp);

	if (failed) [[unlikely]]
		*place = old;
	else
		::param_free_charp(&old);
	return failed;
}

int set_array(const char *text, const ::kernel_param *kp, int (*check)(const char *text, const ::kernel_param *kp))
{
	const u32 most = static_cast<const ::kparam_array *>(kp->arg)->max;
	// C also writes to the text when it stores a value. Here the text is unchanged in the end.
	char *element = const_cast<char *>(text);

	for (u32 count = 0; count < most; count++) {
		char *end = element + ::strcspn(element, ",");
		const char separator = std::exchange(*end, '\0');
		const int failed = check(element, kp);

		*end = separator;
		if (failed)
			return failed;
		if (!separator)
			return ::param_array_ops.set(text, kp);
		element = end + 1;
	}
	::_printk("\0013%s: parameter %s: more than %u values\n", kp->mod->name, kp->name, most);
	return EINVAL.to_c();
}

int get_array(char *buffer, const ::kernel_param *kp)
{
	return ::param_array_ops.get(buffer, kp);
}

} // namespace kernel::param::detail
