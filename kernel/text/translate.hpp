// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: translates a `{}` format into a printk format at compile time.
//!
//! C: Documentation/core-api/printk-formats.rst
#pragma once

#include <kernel/text/formatter.hpp>
#include <kernel/text/mistake.hpp>

namespace kernel::format::detail {

// Called only at compile time, where nobody measured the format first; each name is the message that the compiler
// shows.
void error_more_placeholders_than_arguments();
void error_more_arguments_than_placeholders();
void error_the_format_does_not_suit_its_arguments();

/// A buffer into which a printk format is written at compile time.
template <usize capacity>
struct Buffer {
	char text[capacity + 1] = {};
	usize size = 0;
	/// printk treats letters and digits after %p as part of the specifier (%px prints the
	/// address itself).
	bool behind_pointer = false;
	/// Whether the first mistake is stored; otherwise a mistake stops the compiler.
	bool remembers = false;
	Mistake mistake = Mistake::None;

	constexpr void fail(Mistake which)
	{
		if (mistake == Mistake::None)
			mistake = which;
		if (remembers)
			return;
		if (which == Mistake::TooFewValues)
			error_more_placeholders_than_arguments();
		else if (which == Mistake::TooManyValues)
			error_more_arguments_than_placeholders();
		else
			error_the_format_does_not_suit_its_arguments();
	}
	constexpr void put(char c)
	{
		if (behind_pointer && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			fail(Mistake::BehindPointer);
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

/// Lets `write` translate without output.
template <typename Write>
consteval Measure measure(Write write)
{
	Buffer<0> none;

	none.remembers = true;
	write(none);
	return { none.size, none.mistake };
}

/// A parsed `{…}`: [#<>0][width][.precision][type].
struct Spec {
	bool zero = false;
	bool left = false;
	bool alternate = false;
	char type = 0;
	usize width_begin = 0, width_end = 0;
	/// Includes the point.
	usize precision_begin = 0, precision_end = 0;

	constexpr bool has_precision() const { return precision_begin != precision_end; }
};

template <typename T>
constexpr const char *length_modifier()
{
	if constexpr (std::is_enum_v<T>)
		return length_modifier<std::underlying_type_t<T>>();
	else
		return sizeof(T) == 1						     ? "hh"
		       : sizeof(T) == 2						     ? "h"
		       : sizeof(T) == 4						     ? ""
		       : std::is_same_v<T, long> || std::is_same_v<T, unsigned long> ? "l"
										     : "ll";
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
	// The smaller of the precision in `{:.8}` and `most`.
	auto precision = [&](usize most) {
		usize number = 0;

		for (usize i = spec.precision_begin + 1; i < spec.precision_end && number < most; i++)
			number = number * 10 + static_cast<usize>(text[i] - '0');
		out.put('.');
		put_number(out, spec.has_precision() && number < most ? number : most);
	};
	auto only = [&](bool allowed) {
		if (!allowed)
			out.fail(Mistake::WrongForm);
	};

	if constexpr (kind == Kind::NoForm)
		out.fail(std::is_floating_point_v<T> ? Mistake::FloatingPoint : Mistake::NoForm);
	if constexpr (kind != Kind::String && kind != Kind::Array && kind != Kind::Other && kind != Kind::Written)
		only(!spec.has_precision());
	if constexpr (kind == Kind::Other) {
		put_placeholder<Other<T>>(out, text, spec);
	} else if constexpr (kind == Kind::Compound) {
		only(spec.type == 0 && spec.width_begin == spec.width_end);
		[&]<typename... Parts>(std::type_identity<std::tuple<Parts...>>) {
			translate_text<Out, std::remove_cvref_t<Parts>...>(out, Formatter<T>::text);
		}(std::type_identity<decltype(Formatter<T>::parts(std::declval<const T &>()))>{});
	} else if constexpr (kind == Kind::Signed || kind == Kind::Unsigned) {
		only(spec.type == 0 || spec.type == 'd' || spec.type == 'x' || spec.type == 'X' || spec.type == 'o' ||
		     (spec.type == 'c' && sizeof(T) == 1));
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
	} else if constexpr (kind == Kind::Boolean || kind == Kind::String || kind == Kind::Written) {
		only((spec.type == 0 || spec.type == 's') && !spec.alternate && !spec.zero);
		head();
		if (spec.has_precision())
			precision(32767);
		out.put('s');
	} else if constexpr (kind == Kind::Array) {
		only((spec.type == 0 || spec.type == 's') && !spec.alternate && !spec.zero);
		head();
		precision(array_size<T>);
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
	} else if constexpr (kind == Kind::Counted || kind == Kind::Referred) {
		only(spec.type == 0 && spec.width_begin == spec.width_end && !spec.alternate && !spec.left &&
		     !spec.zero);
		out.put(kind == Kind::Counted ? "%*p" : "%p");
		out.put(letters<T>.text);
		out.behind_pointer = true;
	} else {
		// Pointers are printed hashed, as with %p. No form prints the address.
		only(spec.type == 0 || spec.type == 'p');
		head();
		out.put('p');
		out.behind_pointer = true;
	}
}

/// Whether C would read the text after a `%` as a conversion, and print a value there. A space
/// before the letter does not count as a conversion here: "100% of".
constexpr bool begins_conversion(Text text, usize at)
{
	auto skip = [&](const char *any) {
		for (; at < text.size; at++) {
			const char *c = any;

			while (*c && *c != text[at])
				c++;
			if (!*c)
				return;
		}
	};
	skip("#0+-");
	skip("0123456789.*");
	skip("hlLjzt");
	const usize before = at;
	skip("diouxXcspeEfFgGaA");
	return at > before;
}

/// Writes `text` up to its next placeholder, including `{{`, `}}`, `%%` and `%`. Returns the index where
/// the inside of the placeholder begins, or text.size + 1.
template <typename Out>
constexpr usize put_literal(Out &out, Text text, usize at)
{
	for (; at < text.size; at++) {
		char c = text[at];

		if (c == '%') {
			if (at + 1 < text.size && text[at + 1] == '%')
				at++;
			else if (begins_conversion(text, at + 1))
				out.fail(Mistake::Conversion);
			out.put("%%");
		} else if (c == '{') {
			if (at + 1 < text.size && text[at + 1] == '{')
				at++;
			else
				return at + 1;
			out.put('{');
		} else if (c == '}') {
			if (at + 1 >= text.size || text[at + 1] != '}')
				out.fail(Mistake::UnmatchedBrace);
			at++;
			out.put('}');
		} else {
			out.put(c);
		}
	}
	return text.size + 1;
}

/// Parses the inside of a placeholder from `at`; returns the index after its `}`.
template <typename Out>
constexpr usize parse_spec(Out &out, Text text, usize at, Spec &spec)
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
		if (at < text.size && text[at] == '.') {
			spec.precision_begin = at++;
			while (at < text.size && text[at] >= '0' && text[at] <= '9')
				at++;
			spec.precision_end = at;
		}
		if (at < text.size && text[at] != '}') {
			spec.type = text[at++];
			if (spec.type != 'd' && spec.type != 'x' && spec.type != 'X' && spec.type != 'o' &&
			    spec.type != 'c' && spec.type != 's' && spec.type != 'p')
				out.fail(Mistake::UnknownForm);
		}
	}
	if (at >= text.size || text[at] != '}')
		out.fail(Mistake::UnmatchedBrace);
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
		if (out.mistake != Mistake::None)
			return;
		if (at > text.size)
			return out.fail(Mistake::TooManyValues);
		at = parse_spec(out, text, at, spec);
		put_placeholder<T>(out, text, spec);
		at = put_literal(out, text, at);
	};

	(one(std::type_identity<Args>{}), ...);
	if (at <= text.size)
		out.fail(Mistake::TooFewValues);
}

template <typename Source, typename... Args>
inline constexpr Measure plain_measure =
	measure([](auto &out) { translate_text<std::remove_cvref_t<decltype(out)>, Args...>(out, Source{}()); });

template <typename Source, typename... Args>
consteval auto plain_format()
{
	Buffer<plain_measure<Source, Args...>.size> out;

	translate_text<decltype(out), Args...>(out, Source{}());
	return out;
}

/// The printf format of a text, in an array of exactly its size.
template <typename Source, typename... Args>
inline constexpr auto plain = plain_format<Source, Printed<Args>...>();

} // namespace kernel::format::detail
