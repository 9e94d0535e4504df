// SPDX-License-Identifier: GPL-2.0 OR MIT
//! `{}` formatting, checked and translated into a printk format at compile time.
//!
//! C: Documentation/core-api/printk-formats.rst
//!
//! | argument | `{}` prints | further forms |
//! |---|---|---|
//! | integers, enumerations | decimal | `{:x} {:X} {:#x} {:o} {:08} {:>8} {:<8}`, `{:c}` of a byte |
//! | char, bool | `c`, `true` | `{:>8} {:<8}` |
//! | text: literals, char arrays, CStr, BStr, CString, String | the text | `{:>8} {:<8} {:.8}` |
//! | Error | `-ENOMEM`, or its number on kernels without names | |
//! | pointers | a hash; no form prints an address | `{:p}` |
//! | bytes | `01 02 ff`, at most 64 | hex<':'>(), escaped() |
//! | network addresses, UUIDs, Gfp | in the usual notation | |
//! | a type with a Formatter | as its Formatter says | |
#pragma once

#include <concepts>
#include <tuple>
#include <type_traits>

#include <linux/sprintf.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/gfp.hpp>

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

	/// From a literal.
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
	Written
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
		static_assert(compound<T>,
			      "this type has no {} form: specialise kernel::format::Formatter");
}

/// Whether one argument is passed to the variadic call as exactly one scalar.
template <typename T>
inline constexpr bool is_scalar = kind_of<T>() < Kind::Compound && kind_of<T>() != Kind::Nothing &&
				  kind_of<T>() != Kind::Slice && kind_of<T>() != Kind::Counted;

/// The type that is passed to the variadic call for one such argument.
template <typename T>
constexpr auto scalar(const T &value)
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
constexpr const T &printed(const T &value)
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
			return with_each([&](auto... others) __attribute__((
						 always_inline)) { return use(mine..., others...); },
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

#include <kernel/text/translate.hpp>

namespace kernel::format {

/// A text and its arguments, not written anywhere yet. fmt() makes it; a function that takes one
/// declares `format::message auto &&`. It refers to its arguments, so it must not be kept.
///
/// Example:
///     char buffer[16];
///     test.expect_eq(format_to(buffer, fmt("{}-{}", 1, 2)).size(), 3u);
template <typename Source, typename... Args>
class [[nodiscard]] Message {
public:
	Message(const Message &) = delete;

	/// For functions that pass it to C: calls `use(format, raw...)` with a printf format and
	/// matching arguments.
	template <typename Use>
	[[gnu::always_inline]] auto call(Use use) const
	{
		return std::apply(
			[&](const Args &...args) {
				return detail::with_raw(
					[&](auto... raw) {
						return use(static_cast<const char *>(
								   detail::plain<Source, Args...>.text),
							   raw...);
					},
					args...);
			},
			args_);
	}

	/// Only for fmt().
	[[gnu::always_inline]] explicit Message(Source, const Args &...args __lifetimebound)
		: args_(args...)
	{
	}

private:
	std::tuple<const Args &...> args_;
};

namespace detail {

template <typename T>
inline constexpr bool is_message = false;
template <typename Source, typename... Args>
inline constexpr bool is_message<Message<Source, Args...>> = true;

} // namespace detail

/// The type of a result of fmt().
template <typename T>
concept message = detail::is_message<std::remove_cvref_t<T>>;

/// The result of writing a text into a buffer.
class Written {
public:
	/// Describes a text of `needed` characters, written into a buffer of `capacity`.
	constexpr Written(usize needed, usize capacity) : needed_(needed), capacity_(capacity) {}

	/// The number of characters in the buffer, without the NUL.
	constexpr usize size() const
	{
		return needed_ < capacity_ ? needed_ : capacity_ ? capacity_ - 1 : 0;
	}
	/// The number of characters of the whole text.
	constexpr usize needed() const { return needed_; }
	/// Whether the buffer was too small.
	constexpr bool truncated() const { return needed_ >= capacity_; }

private:
	usize needed_, capacity_;
};

/// Formats at most 64 bytes in hexadecimal with `separator` between them: `hex<':'>(bytes)`. With
/// '\0' there is no separator.
template <char separator = ' ', usize n>
constexpr auto hex(__lifetimebound const u8 (&bytes)[n])
{
	static_assert(separator == ' ' || separator == ':' || separator == '-' || separator == '\0',
		      "printk separates bytes by a space, ':', '-' or nothing");
	if constexpr (separator == ' ')
		return detail::Counted<"h">{ bytes, n };
	else if constexpr (separator == ':')
		return detail::Counted<"hC">{ bytes, n };
	else if constexpr (separator == '-')
		return detail::Counted<"hD">{ bytes, n };
	else
		return detail::Counted<"hN">{ bytes, n };
}

/// Does the same for a Span; `{}` alone prints its bytes separated by spaces.
template <char separator = ' '>
constexpr auto hex(Span<const u8> bytes)
{
	using Form = decltype(hex<separator>(std::declval<const u8 (&)[1]>()));

	return Form{ bytes.data(), bytes.size() };
}
template <>
struct Formatter<Span<const u8>> {
	static constexpr auto as(const Span<const u8> &bytes) { return hex(bytes); }
};
template <>
struct Formatter<Span<u8>> {
	static constexpr auto as(const Span<u8> &bytes) { return hex(Span<const u8>(bytes)); }
};

/// Formats a hardware address: `00:11:22:33:44:55`.
constexpr auto mac_address(__lifetimebound const u8 (&bytes)[6])
{
	return detail::Referred<"M">{ bytes };
}
/// Formats an IPv4 address in network order: `192.0.2.1`.
constexpr auto ipv4_address(__lifetimebound const u8 (&bytes)[4])
{
	return detail::Referred<"I4">{ bytes };
}
/// Formats an IPv6 address in network order, shortened: `2001:db8::1`.
constexpr auto ipv6_address(__lifetimebound const u8 (&bytes)[16])
{
	return detail::Referred<"I6c">{ bytes };
}
/// Formats a UUID in network order: `00112233-4455-6677-8899-aabbccddeeff`.
constexpr auto uuid(__lifetimebound const u8 (&bytes)[16])
{
	return detail::Referred<"Ub">{ bytes };
}

/// Prints flags by their names, as the kernel does: `GFP_KERNEL|__GFP_ZERO`.
template <>
struct Formatter<Gfp> {
	static_assert(sizeof(Gfp) == sizeof(::gfp_t));
	static constexpr auto as(const Gfp &flags) { return detail::Referred<"Gg">{ &flags }; }
};

} // namespace kernel::format

namespace kernel {

/// Whether `{}` can print a T.
template <typename T>
concept formattable =
	format::detail::compound<format::detail::Printed<T>> ||
	format::detail::other<format::detail::Printed<T>> ||
	format::detail::written<format::detail::Printed<T>> ||
	(std::is_integral_v<std::remove_cvref_t<T>> && sizeof(T) <= 8) ||
	std::is_enum_v<std::remove_cvref_t<T>> || std::is_pointer_v<std::remove_cvref_t<T>> ||
	std::is_null_pointer_v<std::remove_cvref_t<T>> ||
	format::detail::array_size<format::detail::Printed<T>> != 0 ||
	format::detail::letters<format::detail::Printed<T>>.size != 0 ||
	std::is_same_v<std::remove_cvref_t<T>, format::Slice> ||
	std::is_same_v<std::remove_cvref_t<T>, Error>;

/// Writes into a buffer. Text that does not fit is cut; a NUL is at the end unless the buffer is
/// empty.
///
/// Context: any.
[[gnu::always_inline]] inline format::Written format_to(Span<char> buffer, format::message auto &&text)
{
	return text.call([&](const char *format, auto... raw) {
		return format::Written(static_cast<usize>(::snprintf(buffer.data(), buffer.size(),
								     format, raw...)),
				       buffer.size());
	});
}
/// Writes into an array. Text that does not fit is cut; a NUL is always at the end.
///
/// Context: any.
template <usize n>
[[gnu::always_inline]] inline format::Written format_to(char (&buffer)[n],
							format::message auto &&text)
{
	return text.call([&](const char *format, auto... raw) {
		return format::Written(static_cast<usize>(::snprintf(buffer, n, format, raw...)), n);
	});
}

} // namespace kernel

#define KXX_TEXT(text) [] { return ::kernel::format::Text{ text }; }

/// A text with arguments, for functions that format:
/// `CString::format(fmt("disk{}", n), GFP_KERNEL)`. The forms and checks are those of pr_info(); it
/// evaluates its arguments exactly once, immediately.
#define fmt(text, ...) ::kernel::format::Message(KXX_TEXT(text) __VA_OPT__(, ) __VA_ARGS__)
