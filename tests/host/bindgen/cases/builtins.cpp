// SPDX-License-Identifier: GPL-2.0
#include <builtins.hpp>

template <typename A, typename B>
inline constexpr bool same = false;
template <typename A>
inline constexpr bool same<A, A> = true;

static_assert(same<va_list, __builtin_va_list>);
static_assert(same<decltype(holds_list::list), __builtin_va_list>);
static_assert(same<decltype(holds_list::two), __builtin_va_list[2]>);
static_assert(same<decltype(message::arguments), __builtin_va_list *>);
static_assert(same<decltype(log_with), int(const char *, __builtin_va_list)>);
static_assert(same<decltype(log_own), decltype(log_with)>);
static_assert(same<decltype(log_builtin), decltype(log_with)>);
static_assert(same<decltype(log_inline), decltype(log_with)>);
static_assert(same<decltype(log_macro), decltype(log_with)>);
static_assert(same<decltype(log_const), int(const char *, const __builtin_va_list)>);
static_assert(same<decltype(log_through), int(__builtin_va_list *)>);
static_assert(same<decltype(logger()), int (*)(const char *, __builtin_va_list)>);
static_assert(same<decltype(wide::signed_one), __int128>);
static_assert(same<decltype(wide::unsigned_one), unsigned __int128>);
static_assert(same<decltype(wide::flag), bool>);
static_assert(same<decltype(add_wide), unsigned __int128(__int128, unsigned __int128)>);
static_assert(macro::WIDE_UNSIGNED >> 64 == 5 && static_cast<int>(macro::WIDE_UNSIGNED) == 7);
static_assert(macro::WIDE_NEGATIVE < 0 && macro::WIDE_NEGATIVE - 3 < macro::WIDE_NEGATIVE);
static_assert(same<decltype(macro::WIDE_NEGATIVE), const __int128>);

int say(const char *format, ...)
{
	__builtin_va_list arguments;

	__builtin_va_start(arguments, format);
	message whole = { format, &arguments };
	int length = log_with(format, arguments) + log_inline(format, arguments) + log_through(whole.arguments) +
		     log_inline_through(&arguments) + log_macro(format, arguments);
	__builtin_va_end(arguments);
	return length + static_cast<int>(negate(add_through(1, 2)));
}
