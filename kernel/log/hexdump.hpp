// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Prints memory as rows of hexadecimal numbers, into the log or a buffer.
//!
//! C: lib/hexdump.c
#pragma once

#include <linux/printk.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/span.hpp>
#include <kernel/log/print.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// The options of a dump.
struct HexDump {
	/// The number of bytes in a row.
	enum class Row : unsigned char { Of16 = 16, Of32 = 32 };
	/// The number of bytes in a number; larger numbers are read in the machine's byte order.
	enum class Group : unsigned char { Of1 = 1, Of2 = 2, Of4 = 4, Of8 = 8 };
	/// The start of a row. No form prints the address.
	enum class Before : unsigned char { Nothing, Offset };
	/// Whether the text follows the numbers.
	enum class Text : unsigned char { Hidden, Shown };

	/// The number of bytes in a row of the dump.
	Row row = Row::Of16;
	/// The number of bytes in a number of the dump.
	Group group = Group::Of1;
	/// The start of each row.
	Before before = Before::Offset;
	/// Whether the text follows.
	Text text = Text::Shown;
};

/// Writes all bytes to the log, row by row, each row after `prefix`; `level` is print::Level.
///
/// To print up to 64 bytes within a line, use `{}`.
///
/// Context: any.
///
/// Example:
///     const u8 header[] = { 0x7f, 'E', 'L', 'F' };
///     print_hex_dump(print::Level::Info, "header: ", span_of(header));
inline void print_hex_dump(print::Level level, CStr prefix, Span<const u8> bytes, HexDump how = {}) __atomic
{
	const char mark[] = { '\001', static_cast<char>(level), '\0' };

	::print_hex_dump(mark, prefix.as_c(),
			 how.before == HexDump::Before::Offset ? ::DUMP_PREFIX_OFFSET : ::DUMP_PREFIX_NONE,
			 static_cast<int>(how.row), static_cast<int>(how.group), bytes.data(), bytes.size(),
			 how.text == HexDump::Text::Shown);
}

/// Writes the first row of a dump into a buffer. Text that does not fit is cut.
///
/// Context: any.
///
/// Example:
///     char line[80];
///     const u8 bytes[] = { 1, 2, 0xff };
///     hex_dump_to(span_of(line), span_of(bytes), { .text = HexDump::Text::Hidden });
///     test.expect(BStr::until_nul(line) == "01 02 ff");
inline format::Written hex_dump_to(Span<char> buffer, Span<const u8> bytes, HexDump how = {}) __atomic
{
	const int needed =
		::hex_dump_to_buffer(bytes.data(), bytes.size(), static_cast<int>(how.row), static_cast<int>(how.group),
				     buffer.data(), buffer.size(), how.text == HexDump::Text::Shown);

	return format::Written(static_cast<usize>(needed), buffer.size());
}

} // namespace kernel
