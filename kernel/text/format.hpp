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
//!
//! In the text, `{{` and `}}` are braces, and `%` is a percent sign. Before a letter or a digit,
//! where C would read a conversion, write `%%` for a percent sign.
#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

#include <linux/sprintf.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/text/formatter.hpp>
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
						return use(
							static_cast<const char *>(detail::plain<Source, Args...>.text),
							raw...);
					},
					args...);
			},
			args_);
	}

	/// Only for fmt().
	[[gnu::always_inline]] explicit Message(Source, const Args &...args __lifetimebound) : args_(args...) {}

private:
	std::tuple<const Args &...> args_;
};

namespace detail {

template <typename T>
inline constexpr bool is_message = false;
template <typename Source, typename... Args>
inline constexpr bool is_message<Message<Source, Args...>> = true;

struct NoText {
	constexpr Text operator()() const { return ""; }
};

/// fmt().
struct MakeMessage {
	template <typename Source, typename... Args>
		requires(plain_measure<Source, Printed<Args>...>.mistake == Mistake::None)
	[[gnu::always_inline]] auto operator()(Source source, const Args &...args __lifetimebound) const
	{
		return Message<Source, Args...>(source, args...);
	}
	KXX_REFUSED_FORMATS((plain_measure<Source, Printed<Args>...>), Message<NoText>(NoText{}),
			    (Source, const Args &...))
};
inline constexpr MakeMessage make_message{};

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
	constexpr usize size() const { return needed_ < capacity_ ? needed_ : capacity_ ? capacity_ - 1 : 0; }
	/// The number of characters of the whole text.
	constexpr usize needed() const { return needed_; }
	/// Whether the buffer was too small.
	constexpr bool truncated() const { return needed_ >= capacity_; }

private:
	usize needed_, capacity_;
};

/// Formats at most 64 bytes in hexadecimal with `separator` between them, which is a space, a
/// colon, a hyphen, or NUL for none.
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

/// Formats the bytes of a Span, at most 64; `{}` alone prints its bytes separated by spaces.
template <char separator = ' '>
constexpr auto hex(Span<const u8> bytes)
{
	using Form = decltype(hex<separator>(std::declval<const u8(&)[1]>()));

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
	format::detail::compound<format::detail::Printed<T>> || format::detail::other<format::detail::Printed<T>> ||
	format::detail::written<format::detail::Printed<T>> ||
	(std::is_integral_v<std::remove_cvref_t<T>> && sizeof(T) <= 8) || std::is_enum_v<std::remove_cvref_t<T>> ||
	std::is_pointer_v<std::remove_cvref_t<T>> || std::is_null_pointer_v<std::remove_cvref_t<T>> ||
	format::detail::array_size<format::detail::Printed<T>> != 0 ||
	format::detail::letters<format::detail::Printed<T>>.size != 0 ||
	std::is_same_v<std::remove_cvref_t<T>, format::Slice> || std::is_same_v<std::remove_cvref_t<T>, Error>;

/// Writes into a buffer. Text that does not fit is cut; a NUL is at the end unless the buffer is
/// empty.
///
/// Context: any.
[[gnu::always_inline]] inline format::Written format_to(Span<char> buffer, format::message auto &&text) __atomic
{
	return text.call([&](const char *format, auto... raw) {
		return format::Written(static_cast<usize>(::snprintf(buffer.data(), buffer.size(), format, raw...)),
				       buffer.size());
	});
}
/// Writes into an array. Text that does not fit is cut; a NUL is always at the end.
///
/// Context: any.
template <usize n>
[[gnu::always_inline]] inline format::Written format_to(char (&buffer)[n], format::message auto &&text) __atomic
{
	return text.call([&](const char *format, auto... raw) {
		return format::Written(static_cast<usize>(::snprintf(buffer, n, format, raw...)), n);
	});
}

} // namespace kernel

// From here on, the compiler shows an error in a macro's expansion on the line that uses the macro.
#pragma GCC system_header

#define KXX_TEXT(text) [] { return ::kernel::format::Text{ text }; }

/// A text with arguments, for functions that format:
/// `CString::format(fmt("disk{}", n), GFP_KERNEL)`. The forms and checks are those of pr_info(); it
/// evaluates its arguments exactly once, immediately.
#define fmt(text, ...) ::kernel::format::detail::make_message(KXX_TEXT(text) __VA_OPT__(, ) __VA_ARGS__)
