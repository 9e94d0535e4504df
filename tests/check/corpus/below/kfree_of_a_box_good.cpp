// SPDX-License-Identifier: GPL-2.0
//! The Box frees its object itself.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Scratch {
	u8 bytes[256] = {};
};

u32 checksum(Span<const u8> bytes)
{
	u32 sum = 0;

	for (u8 byte : bytes)
		sum = sum * 31 + byte;
	return sum;
}

} // namespace

Result<u32> checksum_of(u8 seed);
Result<u32> checksum_of(u8 seed)
{
	auto scratch = TRY(make_box<Scratch>(GFP_KERNEL));

	span_of(scratch->bytes).fill(seed);
	const u32 sum = checksum(span_of(scratch->bytes));
	return sum;
}
