// SPDX-License-Identifier: GPL-2.0
//! A loop's limit belongs to another, larger array.
#include <kernel/prelude.hpp>

using namespace kernel;

u32 sum();
u32 sum()
{
	constexpr u32 many = 12, few = 8;
	const u32 weights[many] = { 1, 2, 3 };
	const u32 values[few] = { 4, 5, 6 };
	u32 total = 0;

	for (u32 i = 0; i < many; i++)
		total += weights[i] * values[i]; // BUG: out-of-bounds
	return total;
}
