// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: converts the return value of a C function whose contract is trusted. Unlike
//! Result<>::from_c(), it costs no code.
//!
//! C: the habit of returning a negative errno
#pragma once

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>

namespace kernel::detail {

/// Converts zero or a negative errno.
///
/// Safety:
/// - `returned` is neither positive nor below -4095 (-MAX_ERRNO): it came from a kernel function
///   that promises this.
[[gnu::always_inline]] inline Result<> from_errno(unsafe_t, int returned) __atomic
{
	if (returned > 0 || returned < -4095)
		__builtin_unreachable(); // as the caller promises
	return Result<>::from_c(returned);
}

/// Converts a number of type T, or a negative errno.
///
/// Safety:
/// - `returned` is not below -4095 (-MAX_ERRNO), and fits into T if it is not negative: it came
///   from a kernel function that promises this.
template <typename T>
[[gnu::always_inline]] inline Result<T> value_or_errno(unsafe_t, int returned) __atomic
{
	if (returned < -4095)
		__builtin_unreachable(); // as the caller promises
	if (returned < 0)
		return Error::from_c(returned);
	return { std::in_place, static_cast<T>(returned) };
}

} // namespace kernel::detail
