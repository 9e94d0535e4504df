// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Converts pointers with an error inside, or null for failure, from C to results.
//!
//! C: include/linux/err.h
//!
//! This is for the library: drivers only see the Result.
#pragma once

#include <type_traits>

#include <linux/err.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>

namespace kernel {

/// Converts from C's ERR_PTR convention. Null is not an error in it, and becomes a value; see
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
/// Like from_err_ptr(), for functions that also return null: null becomes `error`.
template <typename T>
[[gnu::always_inline]] inline Result<T *> from_err_ptr_or_null(T *returned, Error error) __atomic
{
	if (!returned) [[unlikely]]
		return error;
	return from_err_ptr(returned);
}

/// Converts from C functions that return null for failure.
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
/// Converts from C functions that allocate.
template <typename T>
[[gnu::always_inline]] inline Result<T *> or_enomem(T *returned) __atomic
{
	return from_null(returned, ENOMEM);
}

/// Converts to an ERR_PTR, for C callbacks that must return one.
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
