// SPDX-License-Identifier: GPL-2.0
//! A helper fills a struct of its caller with a pointer into its own vector.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Best {
	const u32 *number;
	u32 rank;
};

Result<> find_best(Best &best, u32 count);
Result<> find_best(Best &best, u32 count)
{
	Vec<u32> numbers;

	TRY(numbers.push(count, GFP_KERNEL));
	const u32 *last = numbers.back();
	if (!last)
		return ENOENT;
	best = { last, count }; // BUG: escaping-loan
	return ok;
}
