// SPDX-License-Identifier: GPL-2.0
//! The comparison of a sort only reads; the ranks are made before.

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

		for (Segment &segment : segments_)
			if (!segment.rank)
				segment.rank = next_++;
		segments_.sort(before);
	}

private:
	u32 rank_of(const Segment &segment) const { return segment.rank < next_ ? segment.rank : 0; }

	Vec<Segment> segments_;
	u32 next_ = 1;
};
