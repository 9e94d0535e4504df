// SPDX-License-Identifier: GPL-2.0
//! The softirq timer allocates with GFP_ATOMIC.

#include <kernel/container/list.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Event {
	explicit Event(u32 number) : number(number) {}
	u32 number;
	ListLink link;
};

class Recorder final : Pinned {
	using Events = List<Box<Event>, &Event::link>;

public:
	Result<> init()
	{
		tick_.arm(1_s);
		return ok;
	}
	usize drain() const
	{
		usize count = 0;

		for (;;) {
			auto event = events_.lock_bh()->pop_front();
			if (event.is_error())
				return count;
			count++;
		}
	}

private:
	Result<> record() const
	{
		auto event = TRY(make_box<Event>(GFP_ATOMIC | __GFP_NOWARN, next_.fetch_add(1)));

		events_.lock()->push_back(std::move(event));
		return ok;
	}
	void tick() const
	{
		if (record().is_error())
			pr_warn_ratelimited("an event is lost");
		tick_.arm(1_s);
	}

	SpinLock<Events, "recorder.events"> events_;
	Atomic<u32> next_;
	Timer<Recorder, "recorder.tick"> tick_{ calls<&Recorder::tick, &Recorder::tick_> };
};

} // namespace

KERNEL_MODULE(Recorder, { .name = KBUILD_MODNAME, .license = "GPL" })
