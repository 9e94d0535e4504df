// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Converts plain data to bytes, and bytes to plain data.
//!
//! C: a pointer cast, after which the compiler can check nothing
#pragma once

#include <type_traits>

#include <kernel/base/annotations.hpp>
#include <kernel/base/fields.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// Data for which any bytes are valid and every byte is part of the value: integers, and arrays and
/// structs of them, without padding. It may come from a file, a device or a wire.
///
/// Example:
///     struct Header {
///             u16 kind;
///             u16 size;
///     };
///     static_assert(plain_data<Header> && plain_data<u8[3]> && !plain_data<bool> && !plain_data<char *>);
template <typename T>
concept plain_data =
	detail::no_padding<std::remove_all_extents_t<T>> && detail::all_integers<T, detail::Integers::All>();

/// The bytes of an object.
template <plain_data T>
[[gnu::always_inline]] inline Span<const u8> as_bytes(const T &object __lifetimebound) __atomic
{
	// SAFETY: an object's bytes can be read, and there are sizeof(T) of them.
	return Span<const u8>::of(unsafe, reinterpret_cast<const u8 *>(&object), sizeof(T));
}
/// Views the bytes as a T, or returns null if their number or their alignment does not fit a T.
///
/// Example:
///     alignas(u32) const u8 bytes[] = { 1, 0, 0, 0, 2, 0 };
///     const u32 *first = from_bytes<u32>(span_of(bytes).first(4));
///     TRY(test.require(first));
///     test.expect_eq(*first, 1u);
///     test.expect_null(from_bytes<u32>(span_of(bytes)));
template <plain_data T>
[[nodiscard, gnu::always_inline]] __may_be_null inline const T *from_bytes(Span<const u8> bytes __lifetimebound)
	__atomic
{
	if (bytes.size() != sizeof(T) || reinterpret_cast<usize>(bytes.data()) % alignof(T)) [[unlikely]]
		return nullptr;
	return reinterpret_cast<const T *>(bytes.data());
}
/// Copies a T out of the first bytes, at any alignment. Errors: EINVAL: there are too few bytes.
///
/// Example:
///     const u8 bytes[] = { 9, 1, 0, 0, 0 };
///     test.expect_eq(TRY(copy_from_bytes<u32>(span_of(bytes).drop(1))), 1u);
///     test.expect_error(copy_from_bytes<u64>(span_of(bytes)), EINVAL);
template <plain_data T>
[[gnu::always_inline]] inline Result<T> copy_from_bytes(Span<const u8> bytes) __atomic
{
	T value;

	if (bytes.size() < sizeof(T)) [[unlikely]]
		return EINVAL;
	__builtin_memcpy(&value, bytes.data(), sizeof(T));
	return value;
}

} // namespace kernel
