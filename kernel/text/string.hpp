// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Text that owns its memory: CString never changes, String grows.
//!
//! C: include/linux/string.h (kstrdup), include/linux/sprintf.h (kasprintf)
#pragma once

#include <utility>

#include <linux/slab.hpp>
#include <linux/sprintf.hpp>
#include <linux/string.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// Owns a text that ends with a NUL and does not change: names made at run time.
///
/// String is for text that grows; a literal needs no owner at all, use CStr.
///
/// Invariants:
/// - `text_` came from kmalloc and is ended by NUL, or is null after a move: an empty text.
///
/// Example:
///     auto name = TRY(CString::format(fmt("disk{}", 7), GFP_KERNEL));
///     test.expect(name == "disk7");
class [[nodiscard]] __owner(char) CString {
public:
	CString(CString &&other) noexcept : text_(std::exchange(other.text_, nullptr)) {}
	CString &operator=(CString &&other) noexcept
	{
		CString(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~CString()
	{
		if (text_)
			::kfree(text_);
	}

	/// A copy. Errors: ENOMEM; EINVAL when `text` has a NUL inside.
	/// Context: as `flags` allow.
	static Result<CString> copy(BStr text, Gfp flags);
	/// A text with arguments, in memory of just its size. Errors: ENOMEM.
	/// Context: as `flags` allow.
	[[gnu::always_inline]] static Result<CString> format(format::message auto &&text, Gfp flags)
	{
		return text.call([&](const char *format, auto... raw) -> Result<CString> {
			char *made = ::kasprintf(flags.bits(), format, raw...);

			if (!made) [[unlikely]]
				return ENOMEM;
			return CString(made);
		});
	}

	/// For C.
	[[gnu::always_inline]] const char *as_c() const & __atomic __lifetimebound
	{
		return text_ ? text_ : "";
	}
	const char *as_c() const && = delete;
	/// The text, for as long as this lives.
	[[gnu::always_inline]] CStr view() const & __atomic __lifetimebound
	{
		// SAFETY: as the invariant says.
		return CStr::from_raw(unsafe, as_c());
	}
	CStr view() const && = delete;
	[[gnu::always_inline]] operator CStr() const & __atomic __lifetimebound { return view(); }
	operator CStr() const && = delete;
	[[gnu::always_inline]] operator BStr() const & __atomic __lifetimebound { return view(); }
	operator BStr() const && = delete;

	/// Characters, the NUL not counted.
	[[gnu::always_inline]] usize size() const __atomic { return view().size(); }
	[[gnu::always_inline]] bool empty() const __atomic { return !text_ || !*text_; }

	friend bool operator==(const CString &a, const CString &b) { return a.view() == b.view(); }
	friend bool operator==(const CString &a, CStr b) { return a.view() == b; }

	void swap(CString &other) noexcept { std::swap(text_, other.text_); }

	/// Gives up ownership; C frees it with kfree(). Null after a move.
	[[nodiscard]] char *into_raw() && { return std::exchange(text_, nullptr); }
	/// Takes over what C allocated.
	///
	/// Safety:
	/// - `text` is ended by NUL, came from kmalloc (kstrdup, kasprintf), and nobody else frees it.
	static CString from_raw(unsafe_t, char *text) { return CString(text); }

private:
	[[gnu::always_inline]] explicit CString(char *text) : text_(text) {}

	char *text_;
};

/// Owns a text that grows at its end; every growth names its flags and may fail.
///
/// Nothing is allocated before the first append. Use Writer for text of bounded size, CString for one that
/// is made at once.
///
/// Invariants:
/// - `data_` is null, or holds `capacity_` bytes from kmalloc: `size_` characters, none of them NUL, a
///   NUL, and at least one byte more.
///
/// Example:
///     String list;
///     for (u32 i = 0; i < 3; i++)
///             TRY(list.append(fmt("{}{}", i ? "," : "", i), GFP_KERNEL));
///     test.expect(list == "0,1,2");
class __owner(char) String {
public:
	constexpr String() = default;
	String(String &&other) noexcept
		: data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)),
		  capacity_(std::exchange(other.capacity_, 0))
	{
	}
	String &operator=(String &&other) noexcept
	{
		String(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~String()
	{
		if (data_)
			::kfree(data_);
	}

	/// Appends. What is appended may be this text, or a part of it. On failure the text is as before.
	/// Errors: ENOMEM, EOVERFLOW; EINVAL for a NUL.
	/// Context: as `flags` allow.
	Result<> append(BStr text, Gfp flags);
	/// Puts a character behind the text. Errors: ENOMEM.
	Result<> push(char c, Gfp flags);
	[[gnu::always_inline]] Result<> append(format::message auto &&text, Gfp flags)
	{
		return text.call([&](const char *format, auto... raw) {
			return append_formatted(flags, format, raw...);
		});
	}

	/// Makes room for `more` characters beyond size(). Errors: ENOMEM, EOVERFLOW.
	/// Context: as `flags` allow.
	Result<> reserve(usize more, Gfp flags);
	/// Keeps the first `size` characters; does nothing where there are fewer.
	void truncate(usize size)
	{
		if (size < size_) {
			size_ = size;
			data_[size] = '\0';
		}
	}
	/// Empties the text, keeps the memory.
	void clear() { truncate(0); }

	[[gnu::always_inline]] usize size() const __atomic { return size_; }
	[[gnu::always_inline]] bool empty() const __atomic { return size_ == 0; }
	/// For C.
	[[gnu::always_inline]] const char *as_c() const & __atomic __lifetimebound
	{
		return data_ ? data_ : "";
	}
	const char *as_c() const && = delete;
	/// The text, for as long as this lives and does not change.
	[[gnu::always_inline]] BStr view() const & __atomic __lifetimebound
	{
		// SAFETY: as the invariant says.
		return BStr::of(unsafe, data_, size_);
	}
	BStr view() const && = delete;
	[[gnu::always_inline]] operator BStr() const & __atomic __lifetimebound { return view(); }
	operator BStr() const && = delete;
	[[gnu::always_inline]] operator CStr() const & __atomic __lifetimebound
	{
		// SAFETY: as the invariant says.
		return CStr::from_raw(unsafe, as_c());
	}
	operator CStr() const && = delete;

	friend bool operator==(const String &a, const String &b) { return a.view() == b.view(); }
	friend bool operator==(const String &a, BStr b) { return a.view() == b; }

	/// The text in memory of its own, which may be larger than needed. An empty one is allocated.
	/// Errors: ENOMEM.
	Result<CString> into_cstring(Gfp flags) &&;

	void swap(String &other) noexcept
	{
		std::swap(data_, other.data_);
		std::swap(size_, other.size_);
		std::swap(capacity_, other.capacity_);
	}

private:
	/// snprintf's size is an int.
	static constexpr usize most = 0x7fff'ffff;

	Result<> append_formatted(Gfp flags, const char *format, ...);
	/// How many bytes to allocate for `more` characters. Errors: EOVERFLOW.
	Result<usize> capacity_for(usize more) const;

	char *data_ = nullptr;
	usize size_ = 0;
	usize capacity_ = 0;
};

} // namespace kernel

namespace kernel::format {

template <>
struct Formatter<CString> {
	[[gnu::always_inline]] static const char *as(const CString &text) { return text.as_c(); }
};
template <>
struct Formatter<String> {
	[[gnu::always_inline]] static const char *as(const String &text) { return text.as_c(); }
};

} // namespace kernel::format
