// SPDX-License-Identifier: GPL-2.0
//! A lock that a timer also takes is taken by a helper; one caller has turned softirqs off, another has not.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Route {
	u32 hops = 0;
};
struct Cost {
	u32 sum = 0;
};

class Router final : Pinned {
public:
	Result<> init()
	{
		age_.arm(1_s);
		return ok;
	}
	void learn(u32 hops) const
	{
		auto route = route_.lock_bh();

		route->hops = hops;
		account(hops);
	}
	void forget() const
	{
		{
			auto route = route_.lock_bh();

			route->hops = 0;
		}
		account(0);
	}

private:
	void account(u32 hops) const
	{
		auto cost = cost_.lock(); // BUG: irq-unsafe-lock

		cost->sum += hops;
	}
	void age() const
	{
		{
			auto cost = cost_.lock();

			cost->sum /= 2;
		}
		age_.arm(1_s);
	}

	SpinLock<Route, "router.route"> route_;
	SpinLock<Cost, "router.cost"> cost_;
	Timer<Router, "router.age"> age_{ calls<&Router::age, &Router::age_> };
};

} // namespace

KERNEL_MODULE(Router, { .name = KBUILD_MODNAME, .license = "GPL" })
