// SPDX-License-Identifier: GPL-2.0
//! A class with an array of threads is destroyed under a spinlock; the destructor of each waits for its end.
//! Like klint's "dropping element of array expects the preemption count to be 0".

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

void serve(const ThisKthread &self)
{
	while (!self.should_stop())
		sleep(50_ms);
}

struct Pair {
	Kthread threads[2];
};

struct State {
	bool stopping = false;
	u32 stops = 0;
};
using StateLock = SpinLock<State, "pair.state">;

Result<> run_pair(const StateLock &lock)
{
	Kthread first = TRY(Kthread::run(fmt("pair/0"), serve));
	Kthread second = TRY(Kthread::run(fmt("pair/1"), serve));
	auto state = lock.lock();

	state->stops++;
	{
		Pair pair{ { std::move(first), std::move(second) } };

		state->stopping = true;
	} // BUG: sleep-in-atomic
	return ok;
}

} // namespace

Result<> run_two();
Result<> run_two()
{
	StateLock state;

	return run_pair(state);
}
