// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/untrusted.hpp refuses.
#include <kernel/base/untrusted.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/memory/vec.hpp>

using namespace kernel;

// REFUSED untrusted_index: no match for .operator\[\]|invalid types
// Nobody has compared the index with the number of elements.
u32 use(const u32 (&table)[8], Untrusted<u32> index);
u32 use(const u32 (&table)[8], Untrusted<u32> index)
{
#ifdef FIXED
	const u32 checked = index.below(8).value_or(0);

	return table[checked];
#else
	return table[index];
#endif
}

// REFUSED untrusted_size: cannot convert
// The process would decide how much memory the kernel takes.
Result<> use(UserReader from, Vec<u64> &to);
Result<> use(UserReader from, Vec<u64> &to)
{
	auto count = TRY(from.read<u32>());

#ifdef FIXED
	return to.reserve(TRY(count.at_most(64)), GFP_KERNEL);
#else
	return to.reserve(count, GFP_KERNEL);
#endif
}

// REFUSED untrusted_arithmetic: no match for .operator\+
// The sum may have wrapped around before anybody looks at it.
Result<u32> use(Untrusted<u32> offset);
Result<u32> use(Untrusted<u32> offset)
{
#ifdef FIXED
	return TRY(offset.at_most(4096)) + 16;
#else
	return TRY((offset + 16).at_most(4096));
#endif
}
