// SPDX-License-Identifier: GPL-2.0
//! A coroutine stays in a read-side section of RCU while it sleeps.

#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

struct Schedule {
	explicit Schedule(u32 period_ms) : period_ms(period_ms) {}

	const u32 period_ms;
};

class Beacon final : Pinned {
	struct State {
		RcuPtr<Schedule> schedule;
	};

public:
	static Async<> run(Gfp, Arc<Beacon> self)
	{
		for (u32 n = 0; n < 100; n++) {
			rcu::ReadGuard reading;
			const Schedule *schedule = rcu::unlocked(self->state_, &State::schedule).get(reading);

			if (!schedule)
				co_return ESRCH;
			pr_debug("beacon {}", n);
			const auto period = Jiffies::milliseconds(schedule->period_ms);

			CO_TRY(co_await async::sleep(period)); // BUG: held-over-await
		}
		co_return ok;
	}

private:
	Mutex<State, "beacon.state"> state_;
};
