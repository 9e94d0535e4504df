// SPDX-License-Identifier: GPL-2.0
//! A Vec, which allocates, has the room.

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

Result<u64> Medium::worst()
{
	Vec<Sector> bad;

	for (const Sector &sector : sectors_)
		if (sector.errors)
			TRY(bad.push(sector, GFP_KERNEL));
	bad.sort([](const Sector &a, const Sector &b) { return a.errors > b.errors; });
	const Sector *first = bad.front();

	if (!first)
		return ENODATA;
	return first->number;
}
