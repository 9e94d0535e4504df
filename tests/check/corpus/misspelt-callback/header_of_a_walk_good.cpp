// SPDX-License-Identifier: GPL-2.0
//! The walk has a header().

#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Trace final : Pinned {
	using Events = Mutex<Vec<u64>, "trace.events">;

public:
	Result<> init()
	{
		auto dir = files_.publish("trace");

		dir.sequence<Lines>("events");
		return events_.lock()->push(1u, GFP_KERNEL);
	}

private:
	class Lines {
	public:
		explicit Lines(const Trace &trace) : events_(trace.events_.lock()) {}

		const u64 *at(u64 index) const __lifetimebound { return events_->get(index); }
		void header(Seq &seq) const { seq.print(fmt("{} events\n", events_->size())); }
		void show(Seq &seq, const u64 &event) const { seq.print(fmt("{}\n", event)); }

	private:
		GuardOf<Events> events_;
	};

	Events events_;
	debugfs::ScopedDir<Trace> files_{ this_is<&Trace::files_> };
};
