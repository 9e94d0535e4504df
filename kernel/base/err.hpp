// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Pointers that C returns with an error inside, or as null for failure, as results.
//!
//! C: include/linux/err.h
//!
//! For the library: what a driver sees has been turned into a Result.
#pragma once

#include <type_traits>

#include <linux/err.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>

namespace kernel {

/// From C's ERR_PTR convention. Null is no error there, and comes out as a value; see
/// from_err_ptr_or_null().
///
/// Context: any.
///
/// Example:
///     u32 number = 7;
///     test.expect_eq(*TRY(from_err_ptr(&number)), 7u);
///     test.expect_eq(from_err_ptr(to_err_ptr<u32>(ENODEV)).error(), ENODEV);
template <typename T>
[[gnu::always_inline]] inline Result<T *> from_err_ptr(T *returned) __atomic
{
	if (::IS_ERR(const_cast<const std::remove_cv_t<T> *>(returned))) [[unlikely]]
		return Error::from_c(reinterpret_cast<long>(returned));
	return returned;
}
/// The same where C returns null, too, when there is nothing: null is `error`.
template <typename T>
[[gnu::always_inline]] inline Result<T *> from_err_ptr_or_null(T *returned, Error error) __atomic
{
	if (!returned) [[unlikely]]
		return error;
	return from_err_ptr(returned);
}

/// From C functions that return null for failure.
///
/// Example:
///     u32 *none = nullptr;
///     test.expect_eq(from_null(none, ENOENT).error(), ENOENT);
///     test.expect_eq(or_enomem(none).error(), ENOMEM);
template <typename T>
[[gnu::always_inline]] inline Result<T *> from_null(T *returned, Error error) __atomic
{
	if (!returned) [[unlikely]]
		return error;
	return returned;
}
/// From C functions that allocate.
template <typename T>
[[gnu::always_inline]] inline Result<T *> or_enomem(T *returned) __atomic
{
	return from_null(returned, ENOMEM);
}

/// What C callbacks return that promise an ERR_PTR.
template <typename T>
[[gnu::always_inline]] inline T *to_err_ptr(Error error) __atomic
{
	return reinterpret_cast<T *>(static_cast<long>(error.to_c()));
}
template <typename T>
[[gnu::always_inline]] inline T *to_err_ptr(Result<T *> result) __atomic
{
	if (T **value = result.get())
		return *value;
	return to_err_ptr<T>(result.error());
}

} // namespace kernel
