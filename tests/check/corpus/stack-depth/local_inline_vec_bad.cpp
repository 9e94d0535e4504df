// SPDX-License-Identifier: GPL-2.0
//! A local InlineVec, which never allocates, has room for a thousand entries.

#include <kernel/memory/inline_vec.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Sector {
	u64 number;
	u32 errors;
	u32 age;
};

class Medium {
public:
	Result<> record(u64 number, u32 errors) { return sectors_.push({ number, errors, 0 }, GFP_KERNEL); }
	Result<u64> worst();

private:
	Vec<Sector> sectors_;
};

Result<u64> Medium::worst() // BUG: stack-depth
{
	InlineVec<Sector, 1000> bad;

	for (const Sector &sector : sectors_)
		if (sector.errors && !bad.full())
			TRY(bad.push(sector));
	bad.sort([](const Sector &a, const Sector &b) { return a.errors > b.errors; });
	const Sector *first = bad.front();

	if (!first)
		return ENODATA;
	return first->number;
}
