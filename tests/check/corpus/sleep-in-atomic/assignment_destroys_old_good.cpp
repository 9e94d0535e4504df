// SPDX-License-Identifier: GPL-2.0
//! The old thread is swapped out under the spinlock and destroyed after it is released.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

void beat(const ThisKthread &self)
{
	while (!self.should_stop())
		sleep(10_ms);
}

class Pacemaker final {
	struct State {
		explicit State(Kthread thread) : thread(std::move(thread)) {}
		Kthread thread;
		u32 generation = 0;
	};

public:
	static Result<Box<Pacemaker>> create()
	{
		return make_box<Pacemaker>(GFP_KERNEL, TRY(Kthread::run(fmt("pace/0"), beat)));
	}
	explicit Pacemaker(Kthread first) : state_(std::move(first)) {}

	Result<> restart(u32 generation) const
	{
		auto next = TRY(Kthread::run(fmt("pace/{}", generation), beat));
		auto state = state_.lock();

		if (state->generation >= generation)
			return EALREADY;
		state->generation = generation;
		std::swap(state->thread, next);
		std::move(state).unlock();
		return ok;
	}

private:
	SpinLock<State, "pacemaker.state"> state_;
};

} // namespace

Result<> pace();
Result<> pace()
{
	auto pacemaker = TRY(Pacemaker::create());

	return pacemaker->restart(1);
}
