// SPDX-License-Identifier: GPL-2.0
//! A watchdog that its timer keeps owns memory, and another object owns the thread.

#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Watchdog final : Pinned {
public:
	static Result<> watch()
	{
		Vec<u32> bones;
		TRY(bones.push(3, GFP_KERNEL));
		auto dog = TRY(make_arc<Watchdog>(GFP_KERNEL, std::move(bones)));

		return dog->bite_.start(dog.share(), 20_ms);
	}
	explicit Watchdog(Vec<u32> bones) : bones_(std::move(bones)) {}

private:
	HrRestart bite(const HrExpiry<clock::Monotonic> &) const { return restart::no; }

	Vec<u32> bones_;
	ArcHrTimer<Watchdog> bite_{ calls<&Watchdog::bite, &Watchdog::bite_> };
};

class Dogs final : Pinned {
public:
	Result<> init() { return Watchdog::watch(); }
};

} // namespace

KERNEL_MODULE(Dogs, { .name = "minimal", .license = "GPL" })
