// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Warnings with a stack trace for what should never happen: warn_on().
//!
//! C: include/linux/bug.h
//!
//! There is no BUG here: nothing in the library stops the machine. Conditions that are known at
//! compile time are checked then, by static_assert and consteval.
#pragma once

#include <asm-generic/bug.hpp>
#include <helpers/bug.hpp>

#include <kernel/text/format.hpp>

namespace kernel {

namespace detail {

/// The place of a call, as constants that an asm statement can use; std::source_location keeps them
/// behind a pointer. It is not consteval, because GCC 12 would then give the line of the default
/// argument.
struct CalledAt {
	static constexpr CalledAt here(const char *file = __builtin_FILE(), unsigned line = __builtin_LINE())
	{
		return { file, line };
	}

	const char *file;
	unsigned line;
};

} // namespace detail

/// Logs a WARNING with file, line and stack if `condition` holds, and returns the condition.
///
/// Use it for bugs in the kernel, not for bad input or failing hardware: a kernel may be configured
/// to panic on a warning. It costs a test and a jump; the rest is one out-of-line instruction.
///
/// Context: any.
///
/// Example:
///     const u32 depth = 0;
///     if (warn_on(depth > 64))
///             return EINVAL;
///     test.expect(!warn_on(depth != 0, fmt("{} requests are left", depth)));
[[gnu::always_inline]] inline bool warn_on(bool condition, detail::CalledAt at = detail::CalledAt::here()) __atomic
{
	if (condition) [[unlikely]]
		::kxx_warn(at.file, at.line);
	return condition;
}
/// Like warn_on() without a text, but logs a line of text before the warning. The text is a fmt(),
/// whose arguments are always evaluated.
[[gnu::always_inline]] inline bool warn_on(bool condition, format::message auto &&text,
					   detail::CalledAt at = detail::CalledAt::here())
{
	if (condition) [[unlikely]] {
		text.call([](const char *format, auto... raw) { ::__warn_printk(format, raw...); });
		::kxx_warn_printed(at.file, at.line);
	}
	return condition;
}

/// Like warn_on(), but only the first time at this place, until the administrator writes to
/// /sys/kernel/debug/clear_warn_once.
///
/// Context: any.
///
/// Example:
///     for (u32 i = 0; i < 3; i++)
///             test.expect(!warn_on_once(i > 3));
[[gnu::always_inline]] inline bool warn_on_once(bool condition, detail::CalledAt at = detail::CalledAt::here()) __atomic
{
	if (condition) [[unlikely]]
		::kxx_warn_once(at.file, at.line);
	return condition;
}
/// Like warn_on_once() without a text, but logs a line of text before the warning. The text is
/// logged only once, for good.
[[gnu::always_inline]] inline bool warn_on_once(bool condition, format::message auto &&text,
						detail::CalledAt at = detail::CalledAt::here())
{
	// Each fmt() has its own type, so each place has its own flag.
	static constinit bool said = false;

	if (condition) [[unlikely]]
		if (!said) {
			said = true;
			text.call([](const char *format, auto... raw) { ::__warn_printk(format, raw...); });
			::kxx_warn_printed(at.file, at.line);
		}
	return condition;
}

} // namespace kernel
