// SPDX-License-Identifier: GPL-2.0
//! Loops that end at the end: by size, backwards, with a wrapping cursor.
#include <kernel/prelude.hpp>

using namespace kernel;

u32 sum(u32 start);
u32 sum(u32 start)
{
	constexpr u32 few = 8;
	const u32 values[few] = { 4, 5, 6 };
	u32 total = 0;

	for (u32 i = 0; i < few; i++)
		total += values[i];
	for (u32 i = few; i-- > 0;)
		total += values[i];
	for (u32 i = start; i < start + few; i++)
		total += values[i % few];
	return total;
}
