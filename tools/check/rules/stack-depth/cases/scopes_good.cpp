// SPDX-License-Identifier: GPL-2.0
//! Variables of scopes that do not overlap share their place, and static ones are not on the stack.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

u32 sum(Span<const u8> bytes)
{
	u32 total = 0;

	for (u8 byte : bytes)
		total += byte;
	return total;
}

} // namespace

u32 phases(u8 seed);
u32 phases(u8 seed)
{
	static constexpr u8 table[8000] = {};
	u32 total = sum(span_of(table));

	{
		u8 first[3000] = {};

		first[0] = seed;
		total += sum(span_of(first));
	}
	{
		u8 second[3000] = {};

		second[1] = seed;
		total += sum(span_of(second));
	}
	if (seed) {
		u8 third[3000] = {};

		third[2] = seed;
		total += sum(span_of(third));
	}
	return total;
}
