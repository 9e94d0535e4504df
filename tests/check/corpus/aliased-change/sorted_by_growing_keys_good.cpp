// SPDX-License-Identifier: GPL-2.0
//! The comparison of a sort only reads; the keys are made before.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Segment {
	u32 id;
	u32 rank;
};

class Layout {
public:
	Result<> add(u32 id) { return segments_.push({ id, 0 }, GFP_KERNEL); }

	/// Orders the segments by their rank, which the table of ranks may not know yet.
	void order()
	{
		for (const Segment &segment : segments_)
			rank_of(segment.id);
		segments_.sort([&](const Segment &a, const Segment &b) { return rank_of(a.id) < rank_of(b.id); });
	}

private:
	/// A segment without a rank gets the next one.
	u32 rank_of(u32 id)
	{
		for (const Segment &known : ranks_)
			if (known.id == id)
				return known.rank;
		if (ranks_.push({ id, next_++ }, GFP_KERNEL).is_error())
			return 0;
		return next_ - 1;
	}

	Vec<Segment> segments_;
	Vec<Segment> ranks_;
	u32 next_ = 1;
};
