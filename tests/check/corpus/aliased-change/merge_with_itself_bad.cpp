// SPDX-License-Identifier: GPL-2.0
//! A list of extents is merged with itself: the loop reads the Vec that it makes grow.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Extent {
	u64 first;
	u64 count;
};

class Extents {
public:
	Result<> add(u64 first, u64 count) { return all_.push({ first, count }, GFP_KERNEL); }

	Result<> merge(Extents &other)
	{
		for (const Extent &extent : other.all_)
			TRY(all_.push({ extent.first, extent.count }, GFP_KERNEL));
		return ok;
	}

private:
	Vec<Extent> all_;
};

class Snapshot {
public:
	Result<> take(u64 first, u64 count) { return live_.add(first, count); }

	/// Counts every extent twice: once for the data, once for the copy.
	Result<> duplicate()
	{
		return live_.merge(live_); // BUG: aliased-change
	}

private:
	Extents live_;
};
