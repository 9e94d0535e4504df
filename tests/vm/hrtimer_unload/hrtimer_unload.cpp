// SPDX-License-Identifier: GPL-2.0
//! hrtimer_unload: is unloaded while its timers wait, run, start each other, and own objects that RCU destroys.

#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/defer/hrtimer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu_ptr.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

constinit Param<bool> fail{ false };

/// The number of live objects. The last object to be destroyed logs its end.
constinit Atomic<u32> alive;

struct Counted {
	Counted() { alive.inc(); }
	~Counted()
	{
		if (alive.dec_and_test())
			pr_info("the last one is gone");
	}
};

/// Has a timer that expires long after the module is unloaded.
class Late final : Pinned {
public:
	static Result<> arm(const Arc<Late> &self, Delta span) { return self->timer_.start(self.share(), span); }

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const { return restart::no; }

	Counted counted_;
	ArcHrTimer<Late> timer_{ calls<&Late::expired, &Late::timer_> };
};

/// Arms a timer when it is destroyed, which is a grace period after its owner, and may be too late.
struct Tail {
	explicit Tail(Arc<Late> late) : late(std::move(late)) {}
	~Tail() { Late::arm(late, 200_ms).ignore(); }

	Counted counted;
	const Arc<Late> late;
};

/// Is called periodically, `times` times, and moves another timer while it runs.
template <HrContext context>
class Ticker final : Pinned {
public:
	Ticker(RcuBox<Tail> tail, Arc<Late> late, u32 times) : late_(std::move(late)), times_(times)
	{
		tail_.replace(std::move(tail));
	}

	static Result<> begin(u32 times)
	{
		auto late = TRY(make_arc<Late>(GFP_KERNEL));
		auto tail = TRY(make_rcu_box<Tail>(GFP_KERNEL, late.share()));
		auto ticker = TRY(make_arc<Ticker>(GFP_KERNEL, std::move(tail), std::move(late), times));
		return ticker->timer_.start(ticker.share(), 100_us);
	}

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &expiry) const
	{
		Late::arm(late_, 150_ms).ignore();
		if (calls_.inc_return() == times_)
			return restart::no;
		return expiry.forward(200_us);
	}

	Counted counted_;
	ArcHrTimer<Ticker, clock::Monotonic, context> timer_{ calls<&Ticker::expired, &Ticker::timer_> };
	RcuPtr<Tail> tail_;
	const Arc<Late> late_;
	const u32 times_;
	Atomic<u32> calls_;
};

class HrtimerUnload final : Pinned {
public:
	Result<> init()
	{
		constexpr u32 forever = 0;
		auto late = TRY(make_arc<Late>(GFP_KERNEL));

		TRY(Late::arm(late, 300_ms));
		for (u32 i = 0; i < 10; i++) {
			TRY(Ticker<HrContext::Soft>::begin(i % 2 ? forever : i + 1));
			TRY(Ticker<HrContext::Hard>::begin(i % 2 ? forever : i + 1));
		}
		pr_info("timers are armed");
		if (fail.get())
			return ENODEV;
		sleep(2_ms);
		return ok;
	}
	~HrtimerUnload() { pr_info("the state is gone"); }
};

} // namespace

KERNEL_MODULE(HrtimerUnload, {
	.name = "hrtimer_unload",
	.license = "GPL",
	.params = {
		{ .name = "fail", .value = fail, .description = "Whether init fails in the end" },
	},
})
