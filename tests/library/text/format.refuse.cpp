// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/text/format.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/text/format.hpp>
#include <kernel/text/string.hpp>

using namespace kernel;

// REFUSED format_hex_separator: printk separates bytes by
// printk knows three separators.
usize use(Span<const u8> bytes)
{
	char buffer[64];
#ifdef FIXED
	return format_to(buffer, fmt("{}", format::hex<':'>(bytes))).size();
#else
	return format_to(buffer, fmt("{}", format::hex<'/'>(bytes))).size();
#endif
}

// REFUSED format_letter_behind_bytes: a letter or digit follows a pointer, an Error or bytes
// A letter after the bytes would be read as their form.
usize use(Span<const u8> bytes)
{
	char buffer[64];
#ifdef FIXED
	return format_to(buffer, fmt("{} N", bytes)).size();
#else
	return format_to(buffer, fmt("{}N", bytes)).size();
#endif
}

// REFUSED format_message_copied: use of deleted function
// A message refers to its arguments, so it is used where it is made.
usize use()
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{}", 1)).size();
#else
	auto kept = fmt("{}", 1);
	auto copy = kept;
	return format_to(buffer, copy).size();
#endif
}

// REFUSED format_precision_of_number: the form after the colon does not suit the value
// A number has no precision.
usize use()
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{:8}", 1)).size();
#else
	return format_to(buffer, fmt("{:.8}", 1)).size();
#endif
}

// REFUSED format_text_at_run_time: could not convert|cannot convert|no matching function|not usable in a constant expression
// A format is a literal: text from elsewhere is an argument.
usize use(const char *from_elsewhere)
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{}", from_elsewhere)).size();
#else
	return format_to(buffer, fmt(from_elsewhere)).size();
#endif
}

// REFUSED format_to_pointer: no matching function
// A pointer does not say how large the buffer is.
usize use(char *to, usize size)
{
#ifdef FIXED
	// SAFETY: the caller says that there are `size` bytes.
	return format_to(Span<char>::of(unsafe, to, size), fmt("{}", 1)).size();
#else
	(void)size;
	return format_to(to, fmt("{}", 1)).size();
#endif
}

// REFUSED format_too_few_arguments: more \{\} than values
// fmt() checks as pr_info() does: an argument for each placeholder.
usize use()
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{} {}", 1, 2)).size();
#else
	return format_to(buffer, fmt("{} {}", 1)).size();
#endif
}

// REFUSED format_width_of_bytes: the form after the colon does not suit the value
// Bytes in hexadecimal have no width: printk uses that place for their number.
usize use(Span<const u8> bytes)
{
	char buffer[64];
#ifdef FIXED
	return format_to(buffer, fmt("{}", bytes)).size();
#else
	return format_to(buffer, fmt("{:8}", bytes)).size();
#endif
}
