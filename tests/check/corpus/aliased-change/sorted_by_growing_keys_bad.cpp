// SPDX-License-Identifier: GPL-2.0
//! The comparison of a sort adds to the Vec that is being sorted.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Segment {
	u32 id;
	u32 rank;
};

class Layout {
public:
	Result<> add(u32 id) { return segments_.push({ id, 0 }, GFP_KERNEL); }

	/// Orders the segments by their rank, which some of them do not have yet.
	void order()
	{
		auto before = [&](const Segment &a, const Segment &b) { return rank_of(a) < rank_of(b); };

		segments_.sort(before); // BUG: aliased-change
	}

private:
	/// A segment without a rank gets a twin that has one.
	u32 rank_of(const Segment &segment)
	{
		if (!segment.rank && segments_.push({ segment.id, next_++ }, GFP_KERNEL).is_error())
			return 0;
		return segment.rank;
	}

	Vec<Segment> segments_;
	u32 next_ = 1;
};
