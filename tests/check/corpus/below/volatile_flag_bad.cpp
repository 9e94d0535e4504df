// SPDX-License-Identifier: GPL-2.0
//! A volatile flag tells a thread to end, without any ordering.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Shared final : Pinned {
public:
	Shared() = default;
	bool quiet() const { return quiet_; }
	void hush() { quiet_ = true; }

private:
	volatile bool quiet_ = false; // BUG: below
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

	sleep(1_s);
	return ok;
}
