// SPDX-License-Identifier: GPL-2.0
//! A coroutine leaves the read-side section before it sleeps.

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
			const u32 period_ms = self->period_ms();

			if (!period_ms)
				co_return ESRCH;
			pr_debug("beacon {}", n);
			const auto period = Jiffies::milliseconds(period_ms);

			CO_TRY(co_await async::sleep(period));
		}
		co_return ok;
	}

private:
	u32 period_ms() const
	{
		rcu::ReadGuard reading;
		const Schedule *schedule = rcu::unlocked(state_, &State::schedule).get(reading);

		return schedule ? schedule->period_ms : 0;
	}

	Mutex<State, "beacon.state"> state_;
};
