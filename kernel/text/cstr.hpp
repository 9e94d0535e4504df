// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A view of text that ends with a NUL; C's `const char *`.
//!
//! C: include/linux/string.h
#pragma once

#include <compare>

#include <linux/string.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

namespace detail {

// Called only at compile time; the name is the message that the compiler shows.
void error_this_text_has_a_nul_inside();

} // namespace detail

/// Text that ends with a NUL and has none inside; it is never a null pointer.
///
/// Use it for names that go to C, as a parameter, or as a member if it is a literal. It is only a
/// pointer, so size() has to count. For text without a NUL, use BStr; to own text, use CString.
///
/// Context: any, for all functions.
/// Invariants:
/// - `text_` points to a NUL-terminated text, which outlives the CStr.
///
/// Example:
///     CStr name = "disk";
///     test.expect_eq(name.size(), 4u);
///     test.expect(name.starts_with("di") && name == "disk");
class __view(const char) CStr {
public:
	/// The empty text.
	constexpr CStr() = default;
	/// Views a literal. One with a NUL inside does not compile.
	template <usize n>
	consteval CStr(const char (&literal)[n]) : text_(literal)
	{
		for (usize i = 0; i < n - 1; i++)
			if (!literal[i])
				detail::error_this_text_has_a_nul_inside();
		if (literal[n - 1])
			detail::error_this_text_has_a_nul_inside();
	}
	/// Views the text that C passes.
	///
	/// Safety:
	/// - `text` is not null and is NUL-terminated; it lives, unchanged, while the CStr is used.
	[[gnu::always_inline]] static constexpr CStr from_raw(unsafe_t, const char *text)
	{
		// SAFETY: the caller promises it.
		return CStr(unsafe, text);
	}
	/// Views bytes whose last one, and no other, is a NUL. Errors: EINVAL.
	static Result<CStr> from_bytes(Span<const u8> bytes)
	{
		const void *nul = bytes.empty() ? nullptr : ::memchr(bytes.data(), 0, bytes.size());

		if (!nul || nul != bytes.back())
			return EINVAL;
		// SAFETY: a NUL was found among the bytes, which outlive the view.
		return CStr(unsafe, reinterpret_cast<const char *>(bytes.data()));
	}
	/// Views bytes up to their first NUL; there must be one. Errors: EINVAL.
	static Result<CStr> from_bytes_until_nul(Span<const u8> bytes)
	{
		if (bytes.empty() || !::memchr(bytes.data(), 0, bytes.size()))
			return EINVAL;
		// SAFETY: a NUL was found among the bytes, which outlive the view.
		return CStr(unsafe, reinterpret_cast<const char *>(bytes.data()));
	}

	/// The pointer for C.
	[[gnu::always_inline]] constexpr const char *as_c() const __atomic { return text_; }
	/// The number of characters, without the NUL.
	[[gnu::always_inline]] constexpr usize size() const __atomic { return __builtin_strlen(text_); }
	[[gnu::always_inline]] constexpr bool empty() const __atomic { return !*text_; }
	/// The same text with its length, for the many functions of BStr.
	[[gnu::always_inline]] constexpr BStr bytes() const __atomic
	{
		// SAFETY: the text before the NUL is readable, as the invariant says.
		return BStr::of(unsafe, text_, size());
	}
	[[gnu::always_inline]] constexpr operator BStr() const __atomic { return bytes(); }

	constexpr bool starts_with(BStr prefix) const __atomic
	{
		return __builtin_strncmp(text_, prefix.data(), prefix.size()) == 0;
	}
	constexpr bool ends_with(BStr suffix) const __atomic { return bytes().ends_with(suffix); }
	/// The index of the first `c`. Errors: ENOENT.
	constexpr Result<usize> find(char c) const __atomic
	{
		const char *at = c ? __builtin_strchr(text_, c) : nullptr;

		if (!at)
			return ENOENT;
		return static_cast<usize>(at - text_);
	}
	/// The index of the first occurrence of `text`. Errors: ENOENT.
	constexpr Result<usize> find(CStr text) const __atomic
	{
		const char *at = __builtin_strstr(text_, text.text_);

		if (!at)
			return ENOENT;
		return static_cast<usize>(at - text_);
	}
	/// All except the first `count` characters.
	constexpr CStr drop(usize count) const __atomic
	{
		const char *at = text_;

		while (count-- && *at)
			at++;
		// SAFETY: `at` did not go past the NUL.
		return CStr(unsafe, at);
	}

	[[gnu::always_inline]] friend constexpr bool operator==(CStr a, CStr b) __atomic
	{
		return __builtin_strcmp(a.text_, b.text_) == 0;
	}
	[[gnu::always_inline]] friend constexpr std::strong_ordering operator<=>(CStr a, CStr b) __atomic
	{
		return __builtin_strcmp(a.text_, b.text_) <=> 0;
	}

private:
	/// Safety:
	/// - `text` ends with a NUL, and stays while the CStr is used.
	[[gnu::always_inline]] constexpr CStr(unsafe_t, const char *text) : text_(text) {}

	const char *text_ = "";
};

} // namespace kernel

namespace kernel::format {

template <>
struct Formatter<CStr> {
	[[gnu::always_inline]] static constexpr const char *as(const CStr &text) { return text.as_c(); }
};

} // namespace kernel::format
