// SPDX-License-Identifier: GPL-2.0
//! A new element without flags.
// BEFORE: 10
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(Vec<u32> &numbers);
Result<> use(Vec<u32> &numbers)
{
#ifdef FIXED
	return numbers.push(1, GFP_KERNEL);
#else
	return numbers.push(1); // MISTAKE: push\(value, GFP_KERNEL\)
#endif
}
