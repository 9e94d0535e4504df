// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Warnings with a stack trace for what should never happen: warn_on().
//!
//! C: include/linux/bug.h
//!
//! There is no BUG here: nothing in the library stops the machine.
#pragma once

#include <helpers/bug.hpp>

namespace kernel {

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
///     test.expect(!warn_on(depth != 0));
[[gnu::always_inline]] inline bool warn_on(bool condition, const char *file = __builtin_FILE(),
					   unsigned line = __builtin_LINE())
{
	if (condition) [[unlikely]]
		::kxx_warn(file, line);
	return condition;
}

/// warn_on(), the first time at this place only.
///
/// Context: any.
[[gnu::always_inline]] inline bool warn_on_once(bool condition, const char *file = __builtin_FILE(),
						unsigned line = __builtin_LINE())
{
	if (condition) [[unlikely]]
		::kxx_warn_once(file, line);
	return condition;
}

} // namespace kernel
