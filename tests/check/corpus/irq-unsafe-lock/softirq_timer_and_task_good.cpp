// SPDX-License-Identifier: GPL-2.0
//! Process context takes the lock with softirqs off, since a timer's softirq also takes it.
//! Like what lockdep calls "inconsistent {SOFTIRQ-ON-W} -> {IN-SOFTIRQ-W} usage".

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Window {
	u32 bytes = 0;
	u32 seconds = 0;
};

class Throughput final : Pinned {
public:
	Result<> init()
	{
		second_.arm(1_s);
		return ok;
	}

	/// Called by tasks.
	void add(u32 bytes) const { window_.lock_bh()->bytes += bytes; }

private:
	void next_second() const
	{
		{
			auto window = window_.lock();

			window->seconds++;
			window->bytes = 0;
		}
		second_.arm(1_s);
	}

	SpinLock<Window, "throughput.window"> window_;
	Timer<Throughput, "throughput.second"> second_{ calls<&Throughput::next_second, &Throughput::second_> };
};

} // namespace

KERNEL_MODULE(Throughput, { .name = KBUILD_MODNAME, .license = "GPL" })
