// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The function that GCC calls to count the bits of a number, if the kernel's flags allow no
//! instruction for it.
//!
//! No source names the function: the call appears when machine code is generated, and `kxx link`
//! then adds this file. So it is `used`, and this file includes nothing.

extern "C" [[gnu::used, gnu::externally_visible]] int __popcountdi2(unsigned long number);

int __popcountdi2(unsigned long number)
{
	// Computes sums of two bits, of four, of eight; the product has the sum of all bytes in its
	// top byte.
	number -= number >> 1 & 0x5555555555555555;
	number = (number & 0x3333333333333333) + (number >> 2 & 0x3333333333333333);
	number = (number + (number >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return number * 0x0101010101010101 >> 56;
}
