// SPDX-License-Identifier: GPL-2.0
//! The flag that tells the thread to end is atomic.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Shared final : Pinned {
public:
	Shared() = default;
	bool quiet() const { return quiet_.load(acquire); }
	void hush() const { quiet_.store(true, release); }

private:
	Atomic<bool> quiet_{ false };
};

void tick(const ThisKthread &self, Arc<Shared> shared)
{
	while (!self.should_stop()) {
		if (!shared->quiet())
			pr_debug("tick");
		sleep(100_ms);
	}
}

} // namespace

Result<> tick_for_a_while();
Result<> tick_for_a_while()
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto thread = TRY(Kthread::run(fmt("tick"), tick, shared.share()));

	shared->hush();
	sleep(1_s);
	return ok;
}
