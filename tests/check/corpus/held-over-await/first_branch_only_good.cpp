// SPDX-License-Identifier: GPL-2.0
//! On every path the guard is released before the coroutine sleeps.

#include <kernel/async/event.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Credits final : Pinned {
	struct State {
		u32 left = 32;
		u32 waiters = 0;
	};

public:
	static Async<> take(Gfp, Arc<Credits> self, u32 wanted)
	{
		auto state = self->state_.lock();

		if (state->left >= wanted) {
			state->left -= wanted;
			co_return ok;
		}
		state->waiters++;
		std::move(state).unlock();
		CO_TRY(co_await self->returned_);
		co_return EAGAIN;
	}
	void put(u32 count) const
	{
		auto state = state_.lock();

		state->left += count;
		if (state->waiters)
			returned_.set();
	}

private:
	SpinLock<State, "credits.state"> state_;
	async::Event<"credits.returned"> returned_;
};
