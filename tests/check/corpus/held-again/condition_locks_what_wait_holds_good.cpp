// SPDX-License-Identifier: GPL-2.0
//! The condition of the wait uses the data that the guard has locked.

#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

class Barrier final {
	struct State {
		u32 arrived = 0;
		u32 generation = 0;
	};

public:
	explicit Barrier(u32 parties) : parties_(parties) {}

	Result<> arrive() const
	{
		auto state = state_.lock();
		const u32 mine = state->generation;

		if (++state->arrived == parties_) {
			state->arrived = 0;
			state->generation++;
			changed_.wake_up_all();
			return ok;
		}
		return changed_.wait_interruptible(state, [&] { return state->generation != mine; });
	}

	u32 generation() const { return state_.lock()->generation; }

private:
	u32 parties_;
	Mutex<State, "barrier.state"> state_;
	WaitQueue<"barrier.changed"> changed_;
};

} // namespace

Result<u32> meet(u32 parties);
Result<u32> meet(u32 parties)
{
	Barrier barrier(parties);

	TRY(barrier.arrive());
	return barrier.generation();
}
