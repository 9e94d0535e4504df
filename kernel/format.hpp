// SPDX-License-Identifier: GPL-2.0 OR MIT
//! `{}` formatting, checked and translated into a printk format while compiling.
//!
//! C: Documentation/core-api/printk-formats.rst
#pragma once

#include <concepts>
#include <tuple>
#include <type_traits>

#include <kernel/annotations.hpp>
#include <kernel/error.hpp>
#include <kernel/types.hpp>

namespace kernel::print {
struct More;
}

namespace kernel::format {

/// The text of a format string, with its length; usable while compiling.
struct Text {
	const char *data;
	usize size;

	template <usize n>
	consteval Text(const char (&literal)[n]) : data(literal), size(n - 1)
	{
	}
	constexpr char operator[](usize i) const { return data[i]; }
};

/// How a type prints. Specialise it for your own:
///
/// - `static constexpr Text text`: a format with `{}` for each part,
/// - `static constexpr auto parts(const T &)`: a std::tuple of the parts, each printable.
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
template <typename T>
struct Formatter;

/// A piece of text with a length, not necessarily ended by NUL.
///
/// Invariants:
/// - `data` points to at least `size` readable bytes, or to a shorter text ended by NUL.
struct Slice {
	/// The first `count` characters of an array, at most all of them.
	template <usize n>
	constexpr Slice(const char (&text)[n], usize count) : data(text), size(count < n ? count : n)
	{
	}
	/// Any bytes.
	///
	/// Safety:
	/// - `size` bytes at `data` are readable while the Slice is used.
	constexpr Slice(unsafe_t, const char *data, usize size) : data(data), size(size) {}

	const char *data;
	usize size;
};

/// An array of characters, of which at most all are printed, with or without a NUL.
template <usize n>
struct CharArray {
	const char *data;
};

namespace detail {

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
	Compound
};

template <typename T>
inline constexpr usize array_size = 0;
template <usize n>
inline constexpr usize array_size<CharArray<n>> = n;

template <typename T>
concept compound = requires { Formatter<T>::text; };

template <typename T>
consteval Kind kind_of()
{
	if constexpr (std::is_same_v<T, ::kernel::print::More>)
		return Kind::Nothing;
	else if constexpr (compound<T>)
		return Kind::Compound;
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
	else if constexpr (std::is_pointer_v<T> || std::is_null_pointer_v<T>)
		return Kind::Pointer;
	else
		static_assert(compound<T>,
			      "this type has no {} form: specialise kernel::format::Formatter");
}

/// Whether one argument goes through the variadic call as exactly one scalar.
template <typename T>
inline constexpr bool is_scalar = kind_of<T>() != Kind::Nothing && kind_of<T>() != Kind::Slice &&
				  kind_of<T>() != Kind::Compound;

/// What goes through the variadic call for one such argument.
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
	else if constexpr (std::is_enum_v<T>)
		return static_cast<std::underlying_type_t<T>>(value);
	else
		return value;
}

/// The same for any argument: a tuple of scalars.
template <typename T>
constexpr auto scalars(const T &value)
{
	constexpr Kind kind = kind_of<T>();

	if constexpr (kind == Kind::Nothing)
		return std::tuple<>();
	else if constexpr (kind == Kind::Slice)
		// printk's precision is 15 bits and a sign.
		return std::tuple<int, const char *>(
			value.size < 32767 ? static_cast<int>(value.size) : 32767, value.data);
	else if constexpr (kind == Kind::Compound)
		return std::apply([](const auto &...part) { return std::tuple_cat(scalars(part)...); },
				  Formatter<T>::parts(value));
	else
		return std::tuple(scalar(value));
}

/// The type that an argument is printed as: an array of characters knows its size, other arrays
/// have no form.
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

// Reached only while compiling; each name is the message that the compiler shows.
void error_unmatched_brace_in_format();
void error_more_placeholders_than_arguments();
void error_more_arguments_than_placeholders();
void error_format_specifier_does_not_suit_the_type();
void error_unknown_format_specifier();
void error_a_letter_or_digit_follows_a_pointer_or_error();

/// A buffer that a printk format is written into while compiling.
template <usize capacity>
struct Buffer {
	char text[capacity + 1] = {};
	usize size = 0;
	/// printk reads letters and digits behind a %p as a form of it (%px is the address itself).
	bool behind_pointer = false;

	constexpr void put(char c)
	{
		if (behind_pointer && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
				       (c >= 'A' && c <= 'Z')))
			error_a_letter_or_digit_follows_a_pointer_or_error();
		behind_pointer = false;
		if (size < capacity)
			text[size] = c;
		size++;
	}
	constexpr void put(const char *string)
	{
		while (*string)
			put(*string++);
	}
};

/// A parsed `{…}`: [0][width][.precision][#][type].
struct Spec {
	bool zero = false;
	bool left = false;
	bool alternate = false;
	char type = 0;
	usize width_begin = 0, width_end = 0;
};

template <typename T>
constexpr const char *length_modifier()
{
	if constexpr (std::is_enum_v<T>)
		return length_modifier<std::underlying_type_t<T>>();
	else
		return sizeof(T) == 1 ? "hh" :
		       sizeof(T) == 2 ? "h" :
		       sizeof(T) == 4 ? "" :
		       std::is_same_v<T, long> || std::is_same_v<T, unsigned long> ? "l" :
											 "ll";
}

template <typename Out, typename... Args>
constexpr void translate_text(Out &out, Text text);

template <typename Out>
constexpr void put_number(Out &out, usize number)
{
	if (number >= 10)
		put_number(out, number / 10);
	out.put(static_cast<char>('0' + number % 10));
}

template <typename T, typename Out>
constexpr void put_placeholder(Out &out, Text text, const Spec &spec)
{
	constexpr Kind kind = kind_of<T>();
	auto head = [&] {
		out.put('%');
		if (spec.alternate)
			out.put('#');
		if (spec.left)
			out.put('-');
		if (spec.zero)
			out.put('0');
		for (usize i = spec.width_begin; i < spec.width_end; i++)
			out.put(text[i]);
	};
	auto only = [&](bool allowed) {
		if (!allowed)
			error_format_specifier_does_not_suit_the_type();
	};

	if constexpr (kind == Kind::Compound) {
		only(spec.type == 0 && spec.width_begin == spec.width_end);
		[&]<typename... Parts>(std::type_identity<std::tuple<Parts...>>) {
			translate_text<Out, std::remove_cvref_t<Parts>...>(out, Formatter<T>::text);
		}(std::type_identity<decltype(Formatter<T>::parts(std::declval<const T &>()))>{});
	} else if constexpr (kind == Kind::Signed || kind == Kind::Unsigned) {
		only(spec.type == 0 || spec.type == 'd' || spec.type == 'x' || spec.type == 'X' ||
		     spec.type == 'o' || (spec.type == 'c' && sizeof(T) == 1));
		head();
		if (spec.type == 'c') {
			out.put('c');
			return;
		}
		out.put(length_modifier<T>());
		if (spec.type == 'x' || spec.type == 'X' || spec.type == 'o')
			out.put(spec.type);
		else
			out.put(kind == Kind::Signed ? 'd' : 'u');
	} else if constexpr (kind == Kind::Character) {
		only(spec.type == 0 || spec.type == 'c');
		head();
		out.put('c');
	} else if constexpr (kind == Kind::Boolean || kind == Kind::String) {
		only((spec.type == 0 || spec.type == 's') && !spec.alternate && !spec.zero);
		head();
		out.put('s');
	} else if constexpr (kind == Kind::Array) {
		only((spec.type == 0 || spec.type == 's') && !spec.alternate && !spec.zero);
		head();
		out.put('.');
		put_number(out, array_size<T>);
		out.put('s');
	} else if constexpr (kind == Kind::Slice) {
		only((spec.type == 0 || spec.type == 's') && !spec.alternate && !spec.zero);
		head();
		out.put(".*s");
	} else if constexpr (kind == Kind::Error) {
		only(spec.type == 0);
		head();
		out.put("pe");
		out.behind_pointer = true;
	} else {
		// Pointers print hashed, as %p does. There is no form that prints the address.
		only(spec.type == 0 || spec.type == 'p');
		head();
		out.put('p');
		out.behind_pointer = true;
	}
}

/// Writes `text` up to its next placeholder, `{{`, `}}` and `%` included. Returns where the
/// placeholder's inside begins, or text.size.
template <typename Out>
constexpr usize put_literal(Out &out, Text text, usize at)
{
	for (; at < text.size; at++) {
		char c = text[at];

		if (c == '%') {
			out.put("%%");
		} else if (c == '{') {
			if (at + 1 < text.size && text[at + 1] == '{')
				at++;
			else
				return at + 1;
			out.put('{');
		} else if (c == '}') {
			if (at + 1 >= text.size || text[at + 1] != '}')
				error_unmatched_brace_in_format();
			at++;
			out.put('}');
		} else {
			out.put(c);
		}
	}
	return text.size + 1;
}

/// Parses the inside of a placeholder from `at`; returns what follows its `}`.
constexpr usize parse_spec(Text text, usize at, Spec &spec)
{
	if (at < text.size && text[at] == ':') {
		at++;
		for (; at < text.size; at++) {
			if (text[at] == '#')
				spec.alternate = true;
			else if (text[at] == '<')
				spec.left = true;
			else if (text[at] == '0')
				spec.zero = true;
			else if (text[at] != '>')
				break;
		}
		spec.width_begin = at;
		while (at < text.size && text[at] >= '0' && text[at] <= '9')
			at++;
		spec.width_end = at;
		if (at < text.size && text[at] != '}') {
			spec.type = text[at++];
			if (spec.type != 'd' && spec.type != 'x' && spec.type != 'X' &&
			    spec.type != 'o' && spec.type != 'c' && spec.type != 's' &&
			    spec.type != 'p')
				error_unknown_format_specifier();
		}
	}
	if (at >= text.size || text[at] != '}')
		error_unmatched_brace_in_format();
	return at + 1;
}

template <typename Out, typename... Args>
constexpr void translate_text(Out &out, Text text)
{
	usize at = put_literal(out, text, 0);
	auto one = [&]<typename T>(std::type_identity<T>) {
		Spec spec;

		if constexpr (std::is_same_v<T, ::kernel::print::More>)
			return;
		if (at > text.size)
			error_more_arguments_than_placeholders();
		at = parse_spec(text, at, spec);
		put_placeholder<T>(out, text, spec);
		at = put_literal(out, text, at);
	};

	(one(std::type_identity<Args>{}), ...);
	if (at <= text.size)
		error_more_placeholders_than_arguments();
}

} // namespace detail

} // namespace kernel::format
