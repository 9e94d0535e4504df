// SPDX-License-Identifier: GPL-2.0
//! A spinlock is taken plainly in process context, and by a timer's softirq that may interrupt it there.
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
	void add(u32 bytes) const
	{
		window_.lock()->bytes += bytes; // BUG: irq-unsafe-lock
	}

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
