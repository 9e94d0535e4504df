// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Prints a type in `{}`: its Formatter, and the variable arguments that it passes to C.
//!
//! C: Documentation/core-api/printk-formats.rst
//!
//! kernel/text/format.hpp has fmt(), and explains what a format may contain.
#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/types.hpp>

namespace kernel::print {
struct More;
}

namespace kernel {
class Writer;
}

namespace kernel::format {

/// The text of a format string, with its length; usable at compile time.
struct Text {
	const char *data;
	usize size;

	/// Converts from a literal.
	template <usize n>
	consteval Text(const char (&literal)[n]) : data(literal), size(n - 1)
	{
	}
	/// A character of it.
	constexpr char operator[](usize i) const { return data[i]; }
};

/// Says how a type prints. Specialise it for your own types, with one of
///
/// - `static constexpr Text text`, a format with `{}` for each part, and
///   `static constexpr auto parts(const T &)`, a std::tuple of the parts, each printable; this
///   costs no more at run time than passing the parts as arguments,
/// - `static auto as(const T &)`, which returns another value to print instead, with the same
///   `{:…}`,
/// - `static constexpr usize capacity` and `static void write(const T &, Writer &)`: code that
///   writes text into a buffer of that size on the stack (kernel/text/writer.hpp). Text that does
///   not fit is cut.
///
/// Example:
///     struct Point {
///             i32 x, y;
///     };
///     template <>
///     struct kernel::format::Formatter<Point> {
///             static constexpr Text text = "({}, {})";
///             static constexpr auto parts(const Point &p) { return std::tuple(p.x, p.y); }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             char buffer[16];
///             test.expect_eq(format_to(buffer, fmt("{}", Point{ 3, -4 })).size(), 7u);
///             return ok;
///     }
template <typename T>
struct Formatter;

/// A piece of text with a length, not necessarily NUL-terminated. Drivers use BStr instead.
///
/// Invariants:
/// - `data` points to at least `size` readable bytes, or to a shorter NUL-terminated text.
struct Slice {
	/// Views the first `count` characters of an array, at most all of them.
	template <usize n>
	constexpr Slice(const char (&text)[n], usize count) : data(text), size(count < n ? count : n)
	{
	}
	/// Views any bytes.
	///
	/// Safety:
	/// - `size` bytes at `data` are readable while the Slice is used.
	constexpr Slice(unsafe_t, const char *data, usize size) : data(data), size(size) {}

	const char *data;
	usize size;
};

/// An array of characters, with or without a NUL; at most all of them are printed.
template <usize n>
struct CharArray {
	const char *data;
};

namespace detail {

/// `%*p` followed by letters: a number of bytes, which printk writes in the form that the letters
/// name.
template <Literal form>
struct Counted {
	const void *data;
	usize size;
};

/// `%p` followed by letters: an object that printk reads.
template <Literal form>
struct Referred {
	const void *object;
};

/// The buffer of a Formatter with write(). Defined in kernel/text/writer.hpp.
template <usize capacity>
class WriterBuffer;

enum class Kind {
	Nothing,
	Signed,
	Unsigned,
	Character,
	Boolean,
	String,
	Array,
	Slice,
	Pointer,
	Error,
	Counted,
	Referred,
	Compound,
	Other,
	Written,
	NoForm
};

template <typename T>
inline constexpr usize array_size = 0;
template <usize n>
inline constexpr usize array_size<CharArray<n>> = n;

/// The letters of a Counted or Referred.
template <typename T>
inline constexpr Literal letters = "";
template <Literal form>
inline constexpr Literal letters<Counted<form>> = form;
template <Literal form>
inline constexpr Literal letters<Referred<form>> = form;

template <typename T>
concept compound = requires { Formatter<T>::text; };
template <typename T>
concept other = requires(const T &value) { Formatter<T>::as(value); };
template <typename T>
concept written = requires { Formatter<T>::capacity; };

template <typename T>
consteval Kind kind_of()
{
	if constexpr (std::is_same_v<T, ::kernel::print::More>)
		return Kind::Nothing;
	else if constexpr (compound<T>)
		return Kind::Compound;
	else if constexpr (other<T>)
		return Kind::Other;
	else if constexpr (written<T>)
		return Kind::Written;
	else if constexpr (std::is_same_v<T, bool>)
		return Kind::Boolean;
	else if constexpr (std::is_same_v<T, char>)
		return Kind::Character;
	else if constexpr (std::is_enum_v<T>)
		return std::is_signed_v<std::underlying_type_t<T>> ? Kind::Signed : Kind::Unsigned;
	else if constexpr (array_size<T> != 0)
		return Kind::Array;
	else if constexpr (std::is_integral_v<T> && sizeof(T) <= 8)
		return std::is_signed_v<T> ? Kind::Signed : Kind::Unsigned;
	else if constexpr (std::is_same_v<T, const char *> || std::is_same_v<T, char *>)
		return Kind::String;
	else if constexpr (std::is_same_v<T, Slice>)
		return Kind::Slice;
	else if constexpr (std::is_same_v<T, ::kernel::Error>)
		return Kind::Error;
	else if constexpr (letters<T>.size != 0)
		return requires(T value) { value.size; } ? Kind::Counted : Kind::Referred;
	else if constexpr (std::is_pointer_v<T> || std::is_null_pointer_v<T>)
		return Kind::Pointer;
	else
		return Kind::NoForm;
}

/// Whether one argument is passed to the variadic call as exactly one scalar.
template <typename T>
inline constexpr bool is_scalar = kind_of<T>() < Kind::Compound && kind_of<T>() != Kind::Nothing &&
				  kind_of<T>() != Kind::Slice && kind_of<T>() != Kind::Counted;

/// The type that is passed to the variadic call for one such argument.
template <typename T>
constexpr auto scalar(__lifetimebound const T &value)
{
	constexpr Kind kind = kind_of<T>();

	if constexpr (kind == Kind::Boolean)
		return value ? "true" : "false";
	else if constexpr (kind == Kind::Error)
		return reinterpret_cast<void *>(static_cast<long>(value.to_c()));
	else if constexpr (kind == Kind::Pointer)
		return static_cast<const volatile void *>(value);
	else if constexpr (kind == Kind::Array)
		return value.data;
	else if constexpr (kind == Kind::Referred)
		return value.object;
	else if constexpr (std::is_enum_v<T>)
		return static_cast<std::underlying_type_t<T>>(value);
	else
		return value;
}

/// The type as which an argument is printed: an array of characters knows its size, and other
/// arrays have no form.
template <typename T>
struct PrintedAs {
	using Type = std::remove_cvref_t<T>;
};
template <typename T, usize n>
	requires std::is_same_v<std::remove_cv_t<T>, char>
struct PrintedAs<T[n]> {
	using Type = CharArray<n>;
};
template <typename T>
using Printed = typename PrintedAs<std::remove_reference_t<T>>::Type;

/// The type as which a type with as() is printed, with the `{:…}` of that type.
template <typename T>
using Other = Printed<decltype(Formatter<T>::as(std::declval<const T &>()))>;

/// An argument as its Printed type.
template <typename T>
constexpr const T &printed(__lifetimebound const T &value)
{
	return value;
}
template <usize n>
constexpr CharArray<n> printed(const char (&value)[n])
{
	return { value };
}

/// printk's widths and precisions are 15 bits and a sign.
constexpr int bounded(usize size)
{
	return size < 32767 ? static_cast<int>(size) : 32767;
}

template <typename Use, typename... Args>
[[gnu::always_inline]] inline auto with_raw(Use use, const Args &...args);

/// Calls `use` with the values that are passed to the variadic call for one argument of any kind.
/// The values that a Formatter makes live until `use` returns. The lambdas are always inlined: in
/// the cold text of an init function, GCC would otherwise call functions that seem to need much
/// stack.
template <typename Use, typename T>
[[gnu::always_inline]] inline auto with_one(Use use, const T &value)
{
	constexpr Kind kind = kind_of<T>();

	if constexpr (kind == Kind::Nothing) {
		return use();
	} else if constexpr (kind == Kind::Slice) {
		return use(bounded(value.size), value.data);
	} else if constexpr (kind == Kind::Counted) {
		return use(bounded(value.size), value.data);
	} else if constexpr (kind == Kind::Other) {
		decltype(auto) shown = Formatter<T>::as(value);
		return with_raw(use, shown);
	} else if constexpr (kind == Kind::Compound) {
		auto parts = Formatter<T>::parts(value);
		return std::apply([&](const auto &...part)
					  __attribute__((always_inline)) { return with_raw(use, part...); },
				  parts);
	} else if constexpr (kind == Kind::Written) {
		WriterBuffer<Formatter<T>::capacity> text;
		Formatter<T>::write(value, text.writer());
		return use(text.text());
	} else {
		return use(scalar(value));
	}
}

template <typename Use>
[[gnu::always_inline]] inline auto with_each(Use use)
{
	return use();
}
template <typename Use, typename First, typename... Rest>
[[gnu::always_inline]] inline auto with_each(Use use, const First &first, const Rest &...rest)
{
	return with_one(
		[&](auto... mine) __attribute__((always_inline)) {
			return with_each([&](auto... others)
						 __attribute__((always_inline)) { return use(mine..., others...); },
					 rest...);
		},
		printed(first));
}

/// Calls `use(raw...)` with the variable arguments for C.
template <typename Use, typename... Args>
[[gnu::always_inline]] inline auto with_raw(Use use, const Args &...args)
{
	if constexpr ((is_scalar<Printed<Args>> && ...))
		return use(scalar<Printed<Args>>(printed(args))...);
	else
		return with_each(use, args...);
}

} // namespace detail

} // namespace kernel::format
