// SPDX-License-Identifier: GPL-2.0
//! A function returns a lambda with copies of what it needs.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Event {
	u32 source;
	u32 level;
	u64 time;
};

class EventBuffer {
	auto above_threshold(u32 source) const
	{
		const u32 threshold = source < 16 ? thresholds_[source] : 0;

		return [=](const Event &e) { return e.source == source && e.level > threshold; };
	}

public:
	Result<> add(u32 source, u32 level, u64 time) { return events_.push({ source, level, time }, GFP_KERNEL); }

	/// How many events of a source are above its threshold.
	u32 count(u32 source) const
	{
		const auto wanted = above_threshold(source);
		u32 found = 0;

		for (const Event &event : events_)
			if (wanted(event))
				found++;
		return found;
	}

private:
	u32 thresholds_[16] = {};
	Vec<Event> events_;
};
