// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Small helpers for common output: sizes with units, words for a bool.
//!
//! C: include/linux/string_helpers.h, include/linux/string_choices.h
#pragma once

#include <helpers/string.hpp>
#include <linux/string_helpers.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/format.hpp>
#include <kernel/text/writer.hpp>

namespace kernel {

/// "yes" or "no".
constexpr CStr yes_no(bool value) __atomic
{
	return value ? CStr("yes") : CStr("no");
}
/// "on" or "off".
constexpr CStr on_off(bool value) __atomic
{
	return value ? CStr("on") : CStr("off");
}
/// "true" or "false".
constexpr CStr true_false(bool value) __atomic
{
	return value ? CStr("true") : CStr("false");
}
/// "enabled" or "disabled".
constexpr CStr enabled_disabled(bool value) __atomic
{
	return value ? CStr("enabled") : CStr("disabled");
}
/// "s" unless there is exactly one: `fmt("{} block{}", n, plural(n))`.
constexpr CStr plural(u64 count) __atomic
{
	return count == 1 ? CStr("") : CStr("s");
}

namespace format {

/// A number of bytes, printed with three digits and a unit. byte_size() makes it.
struct ByteSize {
	/// The number.
	u64 bytes;
	/// Powers of 1000 or of 1024.
	::string_size_units units;
};

/// Formats a number of bytes in powers of 1024: `4.00 GiB`.
///
/// Example:
///     char text[16];
///     format_to(text, fmt("{}", format::byte_size(1536)));
///     test.expect(BStr::until_nul(text) == "1.50 KiB");
constexpr ByteSize byte_size(u64 bytes)
{
	return { bytes, ::STRING_UNITS_2 };
}
/// Formats a number of bytes in powers of 1000, as on the label of a disk: `4.29 GB`.
constexpr ByteSize byte_size_decimal(u64 bytes)
{
	return { bytes, ::STRING_UNITS_10 };
}

template <>
struct Formatter<ByteSize> {
	static constexpr usize capacity = 15;
	static void write(const ByteSize &size, Writer &out)
	{
		char text[capacity + 1];

		::kxx_string_get_size(size.bytes, 1, size.units, text, sizeof(text));
		out.put(BStr::until_nul(text));
	}
};

} // namespace format

} // namespace kernel
