// SPDX-License-Identifier: GPL-2.0
//! The destructor empties a ring while the timer that fills it may still run.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

/// One reading per slot, without a lock.
class Ring final {
public:
	static Result<Ring> create(usize slots)
	{
		Ring ring;

		for (usize i = 0; i < slots; i++)
			TRY(ring.slots_.push(TRY(make_box<Atomic<u32>>(GFP_KERNEL)), GFP_KERNEL));
		return ring;
	}
	void put(u32 value) const
	{
		if (const Box<Atomic<u32>> *slot = slots_.get(value % 8))
			(*slot)->store(value, relaxed);
	}
	void release() { slots_.clear(); }

private:
	Vec<Box<Atomic<u32>>> slots_;
};

class Sampler final : Pinned {
public:
	static Result<Sampler> create() { return { std::in_place, TRY(Ring::create(8)) }; }
	explicit Sampler(Ring ring) : ring_(std::move(ring)) { timer_.start(1_ms); }
	~Sampler()
	{
		timer_.shutdown();
		ring_.release();
		pr_info("{} ticks", ticks_.load(relaxed));
	}

private:
	HrRestart tick(const HrExpiry<clock::Monotonic> &expiry) const
	{
		ring_.put(ticks_.fetch_add(1));
		return expiry.forward(1_ms);
	}

	Ring ring_;
	Atomic<u32> ticks_;
	HrTimer<Sampler> timer_{ calls<&Sampler::tick, &Sampler::timer_> };
};

} // namespace

KERNEL_MODULE(Sampler, { .name = "minimal", .license = "GPL" })
