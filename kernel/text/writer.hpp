// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Builds text piece by piece in a buffer of fixed size.
//!
//! C: include/linux/sprintf.h (scnprintf), include/linux/seq_buf.h
#pragma once

#include <linux/sprintf.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// Appends to a buffer that somebody else owns. It cuts text that does not fit, and records that.
///
/// Use it for text of bounded size, without allocation. For text that grows, use String.
///
/// Context: any, for all functions.
/// Invariants:
/// - `size_` is less than the buffer's size and is the index of a NUL, or the buffer is empty.
///
/// Example:
///     char buffer[12];
///     Writer out = Writer::of(span_of(buffer));
///     out.put("read").put('|').put("write").put("|execute");
///     test.expect(out.text() == "read|write|");
///     test.expect(out.truncated());
class __view(char) Writer {
public:
	/// Starts with an empty text.
	static Writer of(Span<char> buffer) { return Writer(buffer); }
	/// Continues the text of the other Writer.
	Writer(Writer &&) = default;

	/// Appends a character, if there is room.
	Writer &put(char c) __lifetimebound
	{
		if (!fits(1))
			return *this;
		buffer_.data()[size_++] = c;
		buffer_.data()[size_] = '\0';
		return *this;
	}
	/// Appends as much of a text as fits.
	Writer &put(BStr text) __lifetimebound
	{
		const usize room = buffer_.empty() ? 0 : buffer_.size() - 1 - size_;
		const usize size = text.size() < room ? text.size() : room;

		truncated_ = truncated_ || size < text.size();
		if (size) {
			__builtin_memcpy(buffer_.data() + size_, text.data(), size);
			size_ += size;
			buffer_.data()[size_] = '\0';
		}
		return *this;
	}
	/// Appends as much of a formatted text as fits.
	Writer &put(format::message auto &&text) __lifetimebound
	{
		const format::Written written = format_to(buffer_.drop(size_), text);

		truncated_ = truncated_ || written.truncated();
		size_ += written.size();
		return *this;
	}

	/// The text that was written so far.
	BStr text() const
	{
		// SAFETY: the bytes before size_ were written, the buffer outlives this Writer.
		return BStr::of(unsafe, buffer_.data(), size_);
	}
	/// The number of characters that were written so far.
	constexpr usize size() const { return size_; }
	/// Whether something did not fit.
	constexpr bool truncated() const { return truncated_; }

private:
	explicit Writer(Span<char> buffer) : buffer_(buffer)
	{
		if (!buffer.empty())
			*buffer.data() = '\0';
	}
	bool fits(usize more)
	{
		const bool room = !buffer_.empty() && more < buffer_.size() - size_;

		truncated_ = truncated_ || !room;
		return room;
	}

	Span<char> buffer_;
	usize size_ = 0;
	bool truncated_ = false;
};

namespace format::detail {

template <usize capacity>
class WriterBuffer : Pinned {
public:
	Writer &writer() { return writer_; }
	const char *text() const { return buffer_; }

private:
	char buffer_[capacity + 1];
	Writer writer_ = Writer::of(span_of(buffer_));
};

} // namespace format::detail

} // namespace kernel
