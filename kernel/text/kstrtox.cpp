// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/text/kstrtox.hpp>

namespace kernel::detail {

namespace {

/// The digit's value, or 255.
unsigned digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return static_cast<unsigned>(c - '0');
	if (c >= 'a' && c <= 'f')
		return static_cast<unsigned>(c - 'a') + 10;
	if (c >= 'A' && c <= 'F')
		return static_cast<unsigned>(c - 'A') + 10;
	return 255;
}

/// Parses digits up to the end, or to a newline at the end; the sign was already removed.
Result<u64> magnitude(BStr text, NumberBase base)
{
	const char *at = text.begin(), *end = text.end();
	auto peek = [&](usize offset) { return offset < static_cast<usize>(end - at) ? at[offset] : '\0'; };
	const bool hexadecimal = peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X');

	if (base == NumberBase::Automatic)
		base = hexadecimal && digit_of(peek(2)) < 16 ? NumberBase::Hexadecimal
		       : peek(0) == '0'			     ? NumberBase::Octal
							     : NumberBase::Decimal;
	if (base == NumberBase::Hexadecimal && hexadecimal)
		at += 2;

	u64 value = 0;
	bool too_large = false;
	const char *first = at;
	for (; at < end && digit_of(*at) < static_cast<unsigned>(base); at++) {
		u64 shifted;

		too_large |= __builtin_mul_overflow(value, static_cast<u64>(base), &shifted);
		too_large |= __builtin_add_overflow(shifted, static_cast<u64>(digit_of(*at)), &value);
	}
	if (too_large)
		return ERANGE;
	if (at == first)
		return EINVAL;
	if (at < end && *at == '\n')
		at++;
	if (at != end)
		return EINVAL;
	return value;
}

} // namespace

Result<u64> parse_unsigned(BStr text, NumberBase base) __atomic
{
	return magnitude(text.starts_with("+") ? text.drop(1) : text, base);
}

Result<i64> parse_signed(BStr text, NumberBase base) __atomic
{
	constexpr u64 most = ~0ull >> 1;

	if (text.starts_with("-")) {
		const u64 value = TRY(magnitude(text.drop(1), base));
		if (value > most + 1)
			return ERANGE;
		return static_cast<i64>(0 - value);
	}
	const u64 value = TRY(parse_unsigned(text, base));
	if (value > most)
		return ERANGE;
	return static_cast<i64>(value);
}

Result<bool> parse_bool(BStr text) __atomic
{
	// C reads at most two characters.
	const char start[3] = { text.size() > 0 ? text.data()[0] : '\0', text.size() > 1 ? text.data()[1] : '\0',
				'\0' };
	bool value = false;

	TRY(Result<>::from_c(::kstrtobool(start, &value)));
	return value;
}

} // namespace kernel::detail
