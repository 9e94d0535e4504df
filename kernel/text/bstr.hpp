// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A view of bytes as text, with a length and without a NUL, as it comes from sysfs, ioctls and
//! disks.
//!
//! C: include/linux/string.h
#pragma once

#include <compare>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// Text somewhere in memory; it may contain any bytes, including NUL.
///
/// Use it as a parameter or a local variable, not as a member: it keeps nothing alive. For text
/// that goes to C, use CStr; CString and String own their text. No function goes out of range, and
/// none allocates. White space means ASCII white space.
///
/// Context: any, for all functions.
/// Invariants:
/// - `data_` points to `size_` readable bytes, which outlive the BStr, or `size_` is 0.
///
/// Example:
///     BStr line = "  speed = 100\n";
///     auto pair = TRY(line.trim().split_once('='));
///     test.expect(pair.before.trim() == "speed");
///     test.expect(pair.behind.trim() == "100");
class __view(const char) BStr {
public:
	class Split;
	struct Pair;

	/// An empty view.
	constexpr BStr() = default;
	/// Views a literal without its NUL.
	template <usize n>
	consteval BStr(const char (&literal)[n]) : data_(literal), size_(n - 1)
	{
	}
	/// Views the characters of a span.
	[[gnu::always_inline]] static constexpr BStr of(Span<const char> text)
	{
		return BStr(text.data(), text.size());
	}
	[[gnu::always_inline]] static BStr of(Span<const u8> bytes)
	{
		return BStr(reinterpret_cast<const char *>(bytes.data()), bytes.size());
	}
	/// Views the text of an array up to its first NUL, or all of it, for names on disks and in
	/// ioctls.
	template <usize n>
	static constexpr BStr until_nul(__lifetimebound const char (&array)[n])
	{
		usize size = 0;

		while (size < n && array[size])
			size++;
		return BStr(array, size);
	}
	/// Views the text that C passes as pointer and length.
	///
	/// Safety:
	/// - `size` bytes at `data` are readable while the BStr is used, and nobody changes them.
	[[gnu::always_inline]] static constexpr BStr of(unsafe_t, const char *data, usize size)
	{
		return BStr(data, size);
	}

	/// The number of bytes.
	[[gnu::always_inline]] constexpr usize size() const __atomic { return size_; }
	[[gnu::always_inline]] constexpr bool empty() const __atomic { return size_ == 0; }
	[[gnu::always_inline]] constexpr const char *data() const __atomic { return data_; }
	[[gnu::always_inline]] constexpr const char *begin() const __atomic { return data_; }
	[[gnu::always_inline]] constexpr const char *end() const __atomic { return data_ + size_; }
	/// The character, or null if `index` is past the end.
	[[gnu::always_inline]] __may_be_null constexpr const char *get(usize index) const __atomic
	{
		return index < size_ ? data_ + index : nullptr;
	}
	/// The same bytes as numbers.
	[[gnu::always_inline]] Span<const u8> bytes() const __atomic
	{
		// SAFETY: as the invariant says.
		return Span<const u8>::of(unsafe, reinterpret_cast<const u8 *>(data_), size_);
	}

	/// The first `count` characters, or all if there are fewer.
	[[gnu::always_inline]] constexpr BStr first(usize count) const __atomic
	{
		return BStr(data_, count < size_ ? count : size_);
	}
	/// The last `count` characters, or all if there are fewer.
	[[gnu::always_inline]] constexpr BStr last(usize count) const __atomic
	{
		const usize kept = count < size_ ? count : size_;

		return BStr(data_ + (size_ - kept), kept);
	}
	/// All except the first `count` characters.
	[[gnu::always_inline]] constexpr BStr drop(usize count) const __atomic
	{
		const usize left = count < size_ ? count : size_;

		return BStr(data_ + left, size_ - left);
	}
	/// All except the last `count` characters.
	[[gnu::always_inline]] constexpr BStr drop_last(usize count) const __atomic
	{
		return BStr(data_, size_ - (count < size_ ? count : size_));
	}

	constexpr bool starts_with(BStr prefix) const __atomic { return first(prefix.size_) == prefix; }
	constexpr bool ends_with(BStr suffix) const __atomic { return last(suffix.size_) == suffix; }
	/// The text after `prefix`. Errors: EINVAL if the text does not begin with it.
	constexpr Result<BStr> without_prefix(BStr prefix) const __atomic
	{
		if (!starts_with(prefix))
			return EINVAL;
		return drop(prefix.size_);
	}
	/// The text before `suffix`. Errors: EINVAL if the text does not end with it.
	constexpr Result<BStr> without_suffix(BStr suffix) const __atomic
	{
		if (!ends_with(suffix))
			return EINVAL;
		return drop_last(suffix.size_);
	}

	/// The index of the first `c`. Errors: ENOENT.
	constexpr Result<usize> find(char c) const __atomic
	{
		for (usize i = 0; i < size_; i++)
			if (data_[i] == c)
				return i;
		return ENOENT;
	}
	/// The index of the last `c`. Errors: ENOENT.
	constexpr Result<usize> find_last(char c) const __atomic
	{
		for (usize i = size_; i-- > 0;)
			if (data_[i] == c)
				return i;
		return ENOENT;
	}
	/// The index of the first occurrence of `text`; 0 if `text` is empty. Errors: ENOENT.
	constexpr Result<usize> find(BStr text) const __atomic
	{
		if (text.size_ <= size_)
			for (usize i = 0; i <= size_ - text.size_; i++)
				if (BStr(data_ + i, text.size_) == text)
					return i;
		return ENOENT;
	}
	/// Whether `c` is in the text.
	constexpr bool contains(char c) const __atomic { return find(c).is_ok(); }
	/// Whether `text` occurs in this text.
	constexpr bool contains(BStr text) const __atomic { return find(text).is_ok(); }

	/// The text without white space at both ends.
	constexpr BStr trim() const __atomic { return trim_start().trim_end(); }
	constexpr BStr trim_start() const __atomic
	{
		/// The text without white space at the start.
		usize at = 0;

		while (at < size_ && is_space(data_[at]))
			at++;
		return drop(at);
	}
	/// The text without white space at the end.
	constexpr BStr trim_end() const __atomic
	{
		usize size = size_;

		while (size && is_space(data_[size - 1]))
			size--;
		return first(size);
	}
	/// The text without one newline at its end, if there is one, as `echo` writes it into
	/// sysfs.
	constexpr BStr without_newline() const __atomic
	{
		return size_ && data_[size_ - 1] == '\n' ? first(size_ - 1) : *this;
	}

	/// The texts before and after the first `separator`. Errors: EINVAL if there is none.
	constexpr Result<Pair> split_once(char separator) const __atomic;
	/// The pieces between separators, empty ones included, for a range-based for. An empty text
	/// is one empty piece.
	constexpr Split split(char separator) const __atomic;
	/// The words between white space; none is empty.
	constexpr Split words() const __atomic;

	/// Whether the two are equal, apart from one newline at the end of one; C's sysfs_streq().
	constexpr bool equals_but_newline(BStr other) const __atomic
	{
		return *this == other || without_newline() == other || *this == other.without_newline();
	}
	/// Whether the two are equal, apart from the case of ASCII letters.
	constexpr bool equals_but_case(BStr other) const __atomic
	{
		if (size_ != other.size_)
			return false;
		for (usize i = 0; i < size_; i++)
			if (lower(data_[i]) != lower(other.data_[i]))
				return false;
		return true;
	}

	friend constexpr bool operator==(BStr a, BStr b) __atomic
	{
		return a.size_ == b.size_ && __builtin_memcmp(a.data_, b.data_, a.size_) == 0;
	}
	/// Compares byte by byte, as unsigned numbers; a prefix is less than the whole.
	friend constexpr std::strong_ordering operator<=>(BStr a, BStr b) __atomic
	{
		const int order = __builtin_memcmp(a.data_, b.data_, a.size_ < b.size_ ? a.size_ : b.size_);

		return order ? order <=> 0 : a.size_ <=> b.size_;
	}

private:
	[[gnu::always_inline]] constexpr BStr(const char *data, usize size) : data_(data), size_(size) {}

	static constexpr bool is_space(char c) __atomic { return c == ' ' || (c >= '\t' && c <= '\r'); }
	static constexpr char lower(char c) __atomic
	{
		return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
	}

	const char *data_ = nullptr;
	usize size_ = 0;
};

/// The two sides of a separator.
struct BStr::Pair {
	/// The text before it.
	BStr before;
	/// The text after it.
	BStr behind;
};

/// The pieces of a text, for a range-based `for`.
class __view(const char) BStr::Split {
public:
	struct End {};
	/// Iterates over the pieces.
	class Iterator {
	public:
		constexpr BStr operator*() const __atomic { return piece_; }
		constexpr Iterator &operator++() __atomic
		{
			next();
			return *this;
		}
		friend constexpr bool operator==(const Iterator &it, End) __atomic { return it.done_; }

	private:
		friend class Split;
		constexpr Iterator(BStr text, char separator, bool words)
			: rest_(text), separator_(separator), words_(words)
		{
			next();
		}
		constexpr bool separates(char c) const __atomic { return words_ ? is_space(c) : c == separator_; }
		constexpr void next() __atomic
		{
			if (words_)
				rest_ = rest_.trim_start();
			done_ = last_ || (words_ && rest_.empty());
			usize size = 0;
			while (size < rest_.size() && !separates(rest_.data()[size]))
				size++;
			piece_ = rest_.first(size);
			last_ = size == rest_.size();
			rest_ = rest_.drop(size + 1);
		}

		BStr rest_, piece_;
		char separator_;
		bool words_;
		bool last_ = false, done_ = false;
	};

	constexpr Iterator begin() const __atomic { return Iterator(text_, separator_, words_); }
	constexpr End end() const __atomic { return {}; }

private:
	friend class BStr;
	constexpr Split(BStr text, char separator, bool words) : text_(text), separator_(separator), words_(words) {}

	BStr text_;
	char separator_;
	bool words_;
};

constexpr Result<BStr::Pair> BStr::split_once(char separator) const __atomic
{
	for (usize i = 0; i < size_; i++)
		if (data_[i] == separator)
			return Pair{ first(i), drop(i + 1) };
	return EINVAL;
}
constexpr BStr::Split BStr::split(char separator) const __atomic
{
	return Split(*this, separator, false);
}
constexpr BStr::Split BStr::words() const __atomic
{
	return Split(*this, '\0', true);
}

/// The index of `text` among `names`. Errors: EINVAL if it is not one of them.
///
/// Example:
///     static constexpr BStr modes[] = { "off", "slow", "fast" };
///     test.expect_eq(TRY(match_string(BStr("slow"), modes)), 1u);
template <usize n>
constexpr Result<usize> match_string(BStr text, const BStr (&names)[n]) __atomic
{
	for (usize i = 0; i < n; i++)
		if (names[i] == text)
			return i;
	return EINVAL;
}
/// Like match_string(), for text that was written into sysfs: ignores one newline at its end.
template <usize n>
constexpr Result<usize> sysfs_match_string(BStr text, const BStr (&names)[n]) __atomic
{
	return match_string(text.without_newline(), names);
}

} // namespace kernel

namespace kernel::format {

template <>
struct Formatter<BStr> {
	static constexpr Slice as(const BStr &text)
	{
		// SAFETY: the bytes of a BStr are readable while it is used.
		return Slice(unsafe, text.data(), text.size());
	}
};

/// Formats untrusted text: unprintable characters appear as `\n`, `\e`, `\233`. Bytes from 0xa0 on
/// print unchanged, since the kernel treats them as Latin-1.
///
/// Example:
///     char buffer[32];
///     format_to(buffer, fmt("{}", format::escaped("a\x1b[1m\n")));
///     test.expect(BStr::until_nul(buffer) == "a\\e[1m\\n");
constexpr auto escaped(BStr text)
{
	return detail::Counted<"E">{ text.data(), text.size() };
}

} // namespace kernel::format
