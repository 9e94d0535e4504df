// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Parses and prints a type as a module parameter, and names the values of an enumeration.
//!
//! C: include/linux/moduleparam.h
//!
//! kernel/module/param.hpp lists the types, and has the parameter itself.
#pragma once

#include <concepts>
#include <type_traits>

#include <linux/kstrtox.hpp>
#include <linux/sprintf.hpp>

#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/writer.hpp>

namespace kernel::param {

/// The name of an enumerator: `return param::names<Mode>({ { "fast", Mode::Fast }, … })`.
template <typename T>
struct Name {
	/// The text that is written and read.
	const char *text;
	/// The value that it stands for.
	T value;
};

/// The names of an enumeration's values.
template <typename T, usize n>
struct Names {
	/// The number of names.
	static constexpr usize count = n;
	/// The names.
	Name<T> entries[n];
};
/// Makes the names of an enumeration, for its overload of `param_names`.
template <typename T, usize n>
consteval Names<T, n> names(const Name<T> (&entries)[n])
{
	Names<T, n> made{};

	for (usize i = 0; i < n; i++)
		made.entries[i] = entries[i];
	return made;
}

namespace detail {

/// Parses an integer in the kernel's syntax (0x…, 0…, decimal) between two bounds.
Result<i64> parse_signed(const char *text, i64 least, i64 most);
Result<u64> parse_unsigned(const char *text, u64 most);
/// The text that the kernel passes, without the newline that `echo` adds.
BStr value_of(const char *text);
/// The index of `text` among `count` names that are `stride` bytes apart.
Result<usize> parse_name(const char *text, const void *first, usize stride, usize count);

template <typename T>
concept enumeration = std::is_enum_v<T> && requires(T value) { param_names(value); };
template <typename T>
concept own_type = requires(const T value, BStr text, Writer out) {
	{ T::parse(text) } -> std::same_as<Result<T>>;
	value.format(out);
};

/// Says how a type is parsed and printed, and its name in modinfo. print() writes at most `size` bytes, a NUL among
/// them, and returns the number of characters.
template <typename T>
struct Codec {
	static_assert(own_type<T>, "a parameter's type is an integer, bool, a named enumeration, "
				   "param::String, an array, or has parse() and format()");
	static constexpr const char *type = "string";
	static constexpr const char *expected = "valid";
	static Result<T> parse(const char *text) { return T::parse(value_of(text)); }
	static usize print(char *buffer, usize size, const T &value)
	{
		// SAFETY: the caller passes a buffer of this size.
		Writer out = Writer::of(Span<char>::of(unsafe, buffer, size));

		value.format(out);
		return out.size();
	}
};

template <std::integral T>
struct Codec<T> {
	static constexpr const char *type = std::is_signed_v<T> ? (sizeof(T) == 1   ? "s8"
								   : sizeof(T) == 2 ? "short"
								   : sizeof(T) == 4 ? "int"
										    : "long")
								: (sizeof(T) == 1   ? "byte"
								   : sizeof(T) == 2 ? "ushort"
								   : sizeof(T) == 4 ? "uint"
										    : "ulong");
	static constexpr const char *expected =
		std::is_signed_v<T> ? (sizeof(T) == 1	? "an integer from -128 to 127"
				       : sizeof(T) == 2 ? "an integer from -32768 to 32767"
				       : sizeof(T) == 4 ? "an integer from -2147483648 to 2147483647"
							: "a 64-bit integer")
				    : (sizeof(T) == 1	? "an integer from 0 to 255"
				       : sizeof(T) == 2 ? "an integer from 0 to 65535"
				       : sizeof(T) == 4 ? "an integer from 0 to 4294967295"
							: "an unsigned 64-bit integer");
	static constexpr T least = std::is_signed_v<T> ? static_cast<T>(1ull << (8 * sizeof(T) - 1)) : T(0);
	static constexpr T most = static_cast<T>(~least);

	static Result<T> parse(const char *text)
	{
		if constexpr (std::is_signed_v<T>)
			return static_cast<T>(TRY(parse_signed(text, least, most)));
		else
			return static_cast<T>(TRY(parse_unsigned(text, most)));
	}
	static usize print(char *buffer, usize size, const T &value)
	{
		if constexpr (std::is_signed_v<T>)
			return ::scnprintf(buffer, size, "%lld", static_cast<i64>(value));
		else
			return ::scnprintf(buffer, size, "%llu", static_cast<u64>(value));
	}
};

template <>
struct Codec<bool> {
	static constexpr const char *type = "bool";
	static constexpr const char *expected = "a bool (y, n, 1, 0, on, off)";
	static Result<bool> parse(const char *text)
	{
		bool value = true;

		// A bool parameter without "=value" means true.
		if (text)
			TRY(Result<>::from_c(::kstrtobool(text, &value)));
		return value;
	}
	static usize print(char *buffer, usize size, bool value)
	{
		return ::scnprintf(buffer, size, "%c", value ? 'Y' : 'N');
	}
};

template <enumeration T>
struct Codec<T> {
	static constexpr auto names = param_names(T{});

	static constexpr usize joined_size = [] {
		usize size = 0;
		for (const auto &entry : names.entries)
			for (const char *c = entry.text; *c; c++)
				size++;
		return size + names.count;
	}();
	template <usize extra>
	struct Joined {
		char text[joined_size + extra] = {};
	};
	template <usize extra>
	static consteval Joined<extra> join(const char *prefix)
	{
		Joined<extra> made;
		usize at = 0;
		for (; *prefix; prefix++)
			made.text[at++] = *prefix;
		for (usize i = 0; i < names.count; i++) {
			if (i)
				made.text[at++] = '|';
			for (const char *c = names.entries[i].text; *c; c++)
				made.text[at++] = *c;
		}
		return made;
	}
	static constexpr Joined<0> type_text = join<0>("");
	static constexpr Joined<8> expected_text = join<8>("one of ");
	static constexpr const char *type = type_text.text;
	static constexpr const char *expected = expected_text.text;

	static Result<T> parse(const char *text)
	{
		return names
			.entries[TRY(parse_name(text, &names.entries[0].text, sizeof(names.entries[0]), names.count))]
			.value;
	}
	static usize print(char *buffer, usize size, T value)
	{
		for (const auto &entry : names.entries)
			if (entry.value == value)
				return ::scnprintf(buffer, size, "%s", entry.text);
		return ::scnprintf(buffer, size, "?");
	}
};

} // namespace detail

} // namespace kernel::param
