// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Single accesses to a number or pointer that others also access.
//!
//! C: include/asm-generic/rwonce.h (READ_ONCE, WRITE_ONCE), include/asm-generic/barrier.h
#pragma once

#include <type_traits>

#include <helpers/compiler.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// A type that one access can read or write: a number, a bool, an enumerator, a pointer.
template <typename T>
concept accessible_once =
	!std::is_volatile_v<T> && (std::is_integral_v<T> || std::is_enum_v<T> ||
				   (std::is_pointer_v<T> && !std::is_function_v<std::remove_pointer_t<T>>));

namespace detail {

#define KXX_ACCESS(name, type)                                                \
	[[gnu::always_inline]] inline type read_once(type const *p)           \
	{                                                                     \
		return ::kxx_read_once_##name(p);                             \
	}                                                                     \
	[[gnu::always_inline]] inline void write_once(type *p, type value)    \
	{                                                                     \
		::kxx_write_once_##name(p, value);                            \
	}                                                                     \
	[[gnu::always_inline]] inline type load_acquire(type const *p)        \
	{                                                                     \
		return ::kxx_load_acquire_##name(p);                          \
	}                                                                     \
	[[gnu::always_inline]] inline void store_release(type *p, type value) \
	{                                                                     \
		::kxx_store_release_##name(p, value);                         \
	}
KXX_ACCESS(bool, bool)
KXX_ACCESS(s8, i8)
KXX_ACCESS(u8, u8)
KXX_ACCESS(s16, i16)
KXX_ACCESS(u16, u16)
KXX_ACCESS(s32, i32)
KXX_ACCESS(u32, u32)
KXX_ACCESS(s64, i64)
KXX_ACCESS(u64, u64)
KXX_ACCESS(ptr, void *)
#undef KXX_ACCESS

/// The type, among those above, that is accessed in place of T.
template <typename T>
consteval auto accessed_as()
{
	if constexpr (std::is_pointer_v<T>)
		return static_cast<void *>(nullptr);
	else if constexpr (std::is_same_v<T, bool>)
		return false;
	else if constexpr (std::is_enum_v<T>)
		return accessed_as<std::underlying_type_t<T>>();
	else if constexpr (std::is_signed_v<T>)
		return std::conditional_t<
			sizeof(T) == 1, i8,
			std::conditional_t<sizeof(T) == 2, i16, std::conditional_t<sizeof(T) == 4, i32, i64>>>{};
	else
		return std::conditional_t<
			sizeof(T) == 1, u8,
			std::conditional_t<sizeof(T) == 2, u16, std::conditional_t<sizeof(T) == 4, u32, u64>>>{};
}
template <typename T>
using Accessed = decltype(accessed_as<T>());

/// Converts from a T to the type that is accessed in its place, and back. It costs no code.
template <typename To, typename From>
[[gnu::always_inline]] constexpr To as_accessed(From value)
{
	if constexpr (std::is_pointer_v<From>)
		return (To)value; // removes const, or converts from void *
	else
		return static_cast<To>(value);
}

} // namespace detail

/// Reads `shared` in one access, which the compiler does not tear, repeat or omit. Orders nothing.
///
/// Use it for plain data that others may write at the same time. Prefer an Atomic, whose accesses
/// are always single; this is for variables that C code declares.
///
/// Context: any.
///
/// Example:
///     u32 flag = 1;
///     write_once(flag, 2);
///     test.expect_eq(read_once(flag), 2u);
template <accessible_once T>
[[nodiscard, gnu::always_inline]] inline T read_once(const T &shared) __atomic
{
	using Raw = detail::Accessed<T>;

	return detail::as_accessed<T>(detail::read_once((Raw const *)&shared));
}

/// Writes `shared` in one access; see read_once(). Orders nothing.
///
/// Context: any.
template <accessible_once T>
[[gnu::always_inline]] inline void write_once(T &shared, std::type_identity_t<T> value) __atomic
{
	using Raw = detail::Accessed<T>;

	detail::write_once((Raw *)&shared, detail::as_accessed<Raw>(value));
}

/// Like read_once(), but later accesses stay after it: pairs with store_release().
///
/// Context: any.
///
/// Example:
///     u32 payload = 0;
///     bool ready = false;
///     payload = 7; // the writer
///     store_release(ready, true);
///     if (load_acquire(ready)) // the reader
///             test.expect_eq(payload, 7u);
template <accessible_once T>
[[nodiscard, gnu::always_inline]] inline T load_acquire(const T &shared) __atomic
{
	using Raw = detail::Accessed<T>;

	return detail::as_accessed<T>(detail::load_acquire((Raw const *)&shared));
}

/// Like write_once(), but a task that reads `value` with load_acquire() also sees all earlier
/// writes.
///
/// Context: any.
template <accessible_once T>
[[gnu::always_inline]] inline void store_release(T &shared, std::type_identity_t<T> value) __atomic
{
	using Raw = detail::Accessed<T>;

	detail::store_release((Raw *)&shared, detail::as_accessed<Raw>(value));
}

} // namespace kernel
