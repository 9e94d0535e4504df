// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The functions that GCC calls for 128-bit division: the processor can divide 128 bits only by 64.
//!
//! No source names the functions: the calls appear when machine code is generated, and `kxx link`
//! then adds this file. So they are `used`, and this file includes nothing.

namespace {

using i128 = __int128;
using u64 = unsigned long;
using u128 = unsigned __int128;

struct Divided {
	u128 quotient;
	u128 rest;
};

struct Halves {
	u64 quotient;
	u64 rest;
};

/// Divides by a number that is greater than the upper half of `number`, so that the quotient fits
/// into 64 bits.
Halves divide_by_half(u128 number, u64 divisor)
{
	Halves result;

	asm("divq %[divisor]"
	    : "=a"(result.quotient), "=d"(result.rest)
	    : "a"(static_cast<u64>(number)), "d"(static_cast<u64>(number >> 64)), [divisor] "rm"(divisor)
	    : "cc");
	return result;
}

/// Traps if `divisor` is 0, like a 64-bit division.
Divided divide(u128 number, u128 divisor)
{
	const u64 upper = number >> 64;
	const u64 upper_divisor = divisor >> 64;

	if (upper_divisor == 0) {
		const u64 by = divisor;
		const Halves first = divide_by_half(upper, by);
		const Halves second =
			divide_by_half(static_cast<u128>(first.rest) << 64 | static_cast<u64>(number), by);

		return { static_cast<u128>(first.quotient) << 64 | second.quotient, second.rest };
	}
	// If the divisor is shifted until its top bit is set, its upper half determines the
	// quotient up to an error of 1. The number is halved first, so that its upper half is less
	// than that.
	const int shift = __builtin_clzl(upper_divisor);
	u128 quotient = divide_by_half(number >> 1, (divisor << shift) >> 64).quotient >> (63 - shift);

	// It is never too small here, so after one step back it is correct or too small by 1.
	if (quotient)
		quotient--;
	u128 rest = number - quotient * divisor;
	if (rest >= divisor) {
		quotient++;
		rest -= divisor;
	}
	return { quotient, rest };
}

u128 magnitude(i128 number)
{
	return number < 0 ? -static_cast<u128>(number) : static_cast<u128>(number);
}

/// The quotient is rounded towards zero, and the remainder has the sign of the number.
Divided divide_signed(i128 number, i128 divisor)
{
	Divided result = divide(magnitude(number), magnitude(divisor));

	if ((number < 0) != (divisor < 0))
		result.quotient = -result.quotient;
	if (number < 0)
		result.rest = -result.rest;
	return result;
}

} // namespace

#define LIBGCC extern "C" [[gnu::used, gnu::externally_visible]]
LIBGCC u128 __udivti3(u128 number, u128 divisor);
LIBGCC u128 __umodti3(u128 number, u128 divisor);
LIBGCC u128 __udivmodti4(u128 number, u128 divisor, u128 *rest);
LIBGCC i128 __divti3(i128 number, i128 divisor);
LIBGCC i128 __modti3(i128 number, i128 divisor);
LIBGCC i128 __divmodti4(i128 number, i128 divisor, i128 *rest);

u128 __udivti3(u128 number, u128 divisor)
{
	return divide(number, divisor).quotient;
}

u128 __umodti3(u128 number, u128 divisor)
{
	return divide(number, divisor).rest;
}

u128 __udivmodti4(u128 number, u128 divisor, u128 *rest)
{
	const Divided result = divide(number, divisor);

	*rest = result.rest;
	return result.quotient;
}

i128 __divti3(i128 number, i128 divisor)
{
	return divide_signed(number, divisor).quotient;
}

i128 __modti3(i128 number, i128 divisor)
{
	return divide_signed(number, divisor).rest;
}

i128 __divmodti4(i128 number, i128 divisor, i128 *rest)
{
	const Divided result = divide_signed(number, divisor);

	*rest = result.rest;
	return result.quotient;
}
