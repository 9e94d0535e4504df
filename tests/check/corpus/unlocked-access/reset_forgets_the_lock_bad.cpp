// SPDX-License-Identifier: GPL-2.0
//! reset() changes counters that a lock guards, without taking the lock.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Usage final : Pinned {
public:
	Result<> init()
	{
		hour_.arm(1_s);
		return ok;
	}

	void add(u32 bytes)
	{
		auto held = lock_.lock_bh();

		bytes_ += bytes;
		packets_++;
	}
	void reset()
	{
		bytes_ = 0;   // BUG: unlocked-access
		packets_ = 0; // BUG: unlocked-access
	}

private:
	void hour() const
	{
		auto held = lock_.lock();

		pr_debug("{} bytes in {} packets", bytes_, packets_);
	}

	SpinLock<void, "usage.counters"> lock_;
	u64 bytes_ __guarded_by(lock_) = 0;
	u64 packets_ __guarded_by(lock_) = 0;
	Timer<Usage, "usage.hour"> hour_{ calls<&Usage::hour, &Usage::hour_> };
};

} // namespace

KERNEL_MODULE(Usage, { .name = KBUILD_MODNAME, .license = "GPL" })
