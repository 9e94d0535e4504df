// SPDX-License-Identifier: GPL-2.0
//! The template that is used with a spinlock yields only after it has released the lock.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Counter {
	u64 total = 0;
	u32 recent = 0;
};

template <typename LockType>
u64 fold(const LockType &lock)
{
	auto counter = lock.lock();

	counter->total += counter->recent;
	counter->recent = 0;
	const u64 total = counter->total;
	std::move(counter).unlock();
	cond_resched();
	return total;
}

class Totals final : Pinned {
public:
	Result<> init()
	{
		pr_info("{} reads, {} frames", fold(reads_), fold(frames_));
		return ok;
	}
	void frame() const { frames_.lock()->recent++; }
	void read() const { reads_.lock()->recent++; }

private:
	Mutex<Counter, "totals.reads"> reads_;
	SpinLock<Counter, "totals.frames"> frames_;
};

} // namespace

KERNEL_MODULE(Totals, { .name = KBUILD_MODNAME, .license = "GPL" })
