// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Memory as rows of hexadecimal numbers, in the log or in a buffer.
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

/// How a dump looks.
struct HexDump {
	/// Bytes in a row.
	enum class Row : unsigned char { Of16 = 16, Of32 = 32 };
	/// Bytes in a number; larger ones are read in the machine's order.
	enum class Group : unsigned char { Of1 = 1, Of2 = 2, Of4 = 4, Of8 = 8 };
	/// What stands before a row. There is no form with the address.
	enum class Before : unsigned char { Nothing, Offset };
	/// Whether the text follows behind the numbers.
	enum class Text : unsigned char { Hidden, Shown };

	/// How many bytes a row has.
	Row row = Row::Of16;
	/// How many bytes a number has.
	Group group = Group::Of1;
	/// What a row begins with.
	Before before = Before::Offset;
	/// Whether the text follows.
	Text text = Text::Shown;
};

/// Writes all bytes to the log, row by row, each behind `prefix`; `level` is print::Level.
///
/// `{}` prints up to 64 bytes within a line.
///
/// Context: any.
///
/// Example:
///     const u8 header[] = { 0x7f, 'E', 'L', 'F' };
///     print_hex_dump(print::Level::Info, "header: ", span_of(header));
inline void print_hex_dump(print::Level level, CStr prefix, Span<const u8> bytes, HexDump how = {})
{
	const char mark[] = { '\001', static_cast<char>(level), '\0' };

	::print_hex_dump(mark, prefix.as_c(),
			 how.before == HexDump::Before::Offset ? ::DUMP_PREFIX_OFFSET :
								 ::DUMP_PREFIX_NONE,
			 static_cast<int>(how.row), static_cast<int>(how.group), bytes.data(),
			 bytes.size(), how.text == HexDump::Text::Shown);
}

/// Writes the first row of a dump into a buffer, cut where it does not fit.
///
/// Context: any.
///
/// Example:
///     char line[80];
///     const u8 bytes[] = { 1, 2, 0xff };
///     hex_dump_to(span_of(line), span_of(bytes), { .text = HexDump::Text::Hidden });
///     test.expect(BStr::until_nul(line) == "01 02 ff");
inline format::Written hex_dump_to(Span<char> buffer, Span<const u8> bytes, HexDump how = {})
{
	const int needed = ::hex_dump_to_buffer(bytes.data(), bytes.size(), static_cast<int>(how.row),
						static_cast<int>(how.group), buffer.data(),
						buffer.size(), how.text == HexDump::Text::Shown);

	return format::Written(static_cast<usize>(needed), buffer.size());
}

} // namespace kernel
