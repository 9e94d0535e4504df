// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Warnings with a stack trace for what should never happen: warn_on().
//!
//! C: include/linux/bug.h
//!
//! There is no BUG here: nothing in the library stops the machine. What is known while compiling is
//! checked there, by static_assert and consteval.
#pragma once

#include <asm-generic/bug.hpp>
#include <helpers/bug.hpp>

#include <kernel/text/format.hpp>

namespace kernel {

namespace detail {

/// The place of a call, as constants that an assembler statement takes: what std::source_location holds is
/// behind a pointer. Not consteval: GCC 12 would name the line of the default argument.
struct CalledAt {
	static constexpr CalledAt here(const char *file = __builtin_FILE(),
				       unsigned line = __builtin_LINE())
	{
		return { file, line };
	}

	const char *file;
	unsigned line;
};

} // namespace detail

/// Puts a WARNING with file, line and stack into the log when `condition` holds, and returns it.
///
/// For bugs in the kernel, not for bad input or failing hardware: a kernel may be told to panic
/// on a warning. Costs a test and a jump; the rest is one instruction out of the way.
///
/// Context: any.
///
/// Example:
///     const u32 depth = 0;
///     if (warn_on(depth > 64))
///             return EINVAL;
///     test.expect(!warn_on(depth != 0, fmt("{} requests are left", depth)));
[[gnu::always_inline]] inline bool
warn_on(bool condition, detail::CalledAt at = detail::CalledAt::here()) __atomic
{
	if (condition) [[unlikely]]
		::kxx_warn(at.file, at.line);
	return condition;
}
/// The same, with a line of text before it. The text is a fmt(); its arguments are evaluated in any case.
[[gnu::always_inline]] inline bool
warn_on(bool condition, format::message auto &&text,
	detail::CalledAt at = detail::CalledAt::here())
{
	if (condition) [[unlikely]] {
		text.call([](const char *format, auto... raw) { ::__warn_printk(format, raw...); });
		::kxx_warn_printed(at.file, at.line);
	}
	return condition;
}

/// warn_on(), the first time at this place only, until the administrator writes to
/// /sys/kernel/debug/clear_warn_once.
///
/// Context: any.
///
/// Example:
///     for (u32 i = 0; i < 3; i++)
///             test.expect(!warn_on_once(i > 3));
[[gnu::always_inline]] inline bool
warn_on_once(bool condition, detail::CalledAt at = detail::CalledAt::here()) __atomic
{
	if (condition) [[unlikely]]
		::kxx_warn_once(at.file, at.line);
	return condition;
}
/// The same, with a line of text before it. It is said once for good.
[[gnu::always_inline]] inline bool
warn_on_once(bool condition, format::message auto &&text,
	     detail::CalledAt at = detail::CalledAt::here())
{
	// Each fmt() has a type of its own, so each place has a flag of its own.
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
