// SPDX-License-Identifier: GPL-2.0
//! A watchdog that its timer keeps is destroyed in an interrupt, and owns a thread.

#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

class Watchdog final : Pinned {
public:
	static Result<> watch()
	{
		auto thread = TRY(Kthread::run(fmt("watchdog"), [](const ThisKthread &self) {
			while (!self.should_stop())
				self.sleep();
		}));
		auto dog = TRY(make_arc<Watchdog>(GFP_KERNEL, std::move(thread)));

		return dog->bite_.start(dog.share(), 20_ms);
	}
	explicit Watchdog(Kthread thread) : thread_(std::move(thread)) {}

private:
	HrRestart bite(const HrExpiry<clock::Monotonic> &) const { return restart::no; }

	Kthread thread_;
	ArcHrTimer<Watchdog> bite_{ calls<&Watchdog::bite, &Watchdog::bite_> }; // BUG: sleep-in-atomic
};

class Dogs final : Pinned {
public:
	Result<> init() { return Watchdog::watch(); }
};

} // namespace

KERNEL_MODULE(Dogs, { .name = "minimal", .license = "GPL" })
