// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Text that owns its memory: a CString never changes, a String grows.
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

/// Owns a text that ends with a NUL and does not change, such as a name made at run time.
///
/// For text that grows, use String; a literal needs no owner, so use CStr.
///
/// Invariants:
/// - `text_` came from kmalloc and is NUL-terminated, or is null after a move, which means an empty
///   text.
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
	[[gnu::always_inline]] ~CString() __atomic
	{
		if (text_)
			::kfree(text_);
	}

	/// Makes a copy. Errors: ENOMEM; EINVAL if `text` has a NUL inside.
	/// Context: as `flags` allow.
	static Result<CString> copy(BStr text, Gfp flags);
	/// Formats a text with arguments, in memory of exactly its size. Errors: ENOMEM.
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

	/// The pointer for C.
	[[gnu::always_inline]] const char *as_c() const & __atomic __lifetimebound { return text_ ? text_ : ""; }
	const char *as_c() const && = delete;
	/// The text; valid as long as this lives.
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

	/// The number of characters, without the NUL.
	[[gnu::always_inline]] usize size() const __atomic { return view().size(); }
	[[gnu::always_inline]] bool empty() const __atomic { return !text_ || !*text_; }

	friend bool operator==(const CString &a, const CString &b) { return a.view() == b.view(); }
	friend bool operator==(const CString &a, CStr b) { return a.view() == b; }

	void swap(CString &other) noexcept { std::swap(text_, other.text_); }

	/// Gives up ownership; C frees it with kfree(). Null after a move.
	[[nodiscard]] __disowns char *into_raw() && { return std::exchange(text_, nullptr); }
	/// Takes over a text that C allocated.
	///
	/// Safety:
	/// - `text` is NUL-terminated, came from kmalloc (kstrdup, kasprintf), and nobody else
	///   frees it.
	__adopts static CString from_raw(unsafe_t, char *text) { return CString(text); }

private:
	[[gnu::always_inline]] explicit CString(char *text) : text_(text) {}

	char *text_;
};

/// Owns a text that grows at its end; every growth takes flags and may fail.
///
/// It allocates nothing before the first append. For text of bounded size, use Writer; for text
/// that is made at once, use CString.
///
/// Invariants:
/// - `data_` is null, or holds `capacity_` bytes from kmalloc: `size_` characters, none of them
///   NUL, a NUL, and at least one more byte.
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
	[[gnu::always_inline]] ~String() __atomic
	{
		if (data_)
			::kfree(data_);
	}

	/// Appends a text, which may be this text or a part of it. On failure this text is
	/// unchanged. Errors: ENOMEM, EOVERFLOW; EINVAL for a NUL.
	/// Context: as `flags` allow.
	Result<> append(BStr text, Gfp flags);
	/// Appends a character. Errors: ENOMEM.
	Result<> push(char c, Gfp flags);
	[[gnu::always_inline]] Result<> append(format::message auto &&text, Gfp flags)
	{
		return text.call(
			[&](const char *format, auto... raw) { return append_formatted(flags, format, raw...); });
	}

	/// Makes room for `more` characters beyond size(). Errors: ENOMEM, EOVERFLOW.
	/// Context: as `flags` allow.
	Result<> reserve(usize more __trusted_size, Gfp flags);
	/// Keeps the first `size` characters; does nothing if there are fewer.
	void truncate(usize size)
	{
		if (size < size_) {
			size_ = size;
			data_[size] = '\0';
		}
	}
	/// Empties the text and keeps the memory.
	void clear() { truncate(0); }

	/// The number of characters, without the NUL.
	[[gnu::always_inline]] usize size() const __atomic { return size_; }
	[[gnu::always_inline]] bool empty() const __atomic { return size_ == 0; }
	/// The pointer for C.
	[[gnu::always_inline]] const char *as_c() const & __atomic __lifetimebound { return data_ ? data_ : ""; }
	const char *as_c() const && = delete;
	/// The text; valid as long as this lives and does not change.
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

	/// Converts to a CString with its own memory, which may be larger than needed. Allocates
	/// for an empty text. Errors: ENOMEM.
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
	/// The number of bytes to allocate for `more` characters. Errors: EOVERFLOW.
	Result<usize> capacity_for(usize more) const;

	char *data_ = nullptr;
	usize size_ = 0;
	usize capacity_ = 0;
};

} // namespace kernel

namespace kernel::format {

template <>
struct Formatter<CString> {
	[[gnu::always_inline]] static const char *as(__lifetimebound const CString &text) { return text.as_c(); }
};
template <>
struct Formatter<String> {
	[[gnu::always_inline]] static const char *as(__lifetimebound const String &text) { return text.as_c(); }
};

} // namespace kernel::format
