// SPDX-License-Identifier: GPL-2.0
//! The front of the queue is looked up after the wait.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

struct Frame {
	explicit Frame(u32 size) : size(size) {}

	u32 size;
	ListLink link;
};

class Receiver final : Pinned {
	struct State {
		List<Box<Frame>, &Frame::link> frames;
		u32 credits = 0;
	};

public:
	/// Waits until the device may send as many bytes as the first frame has.
	Result<u32> next_size() const
	{
		auto state = state_.lock();

		TRY(changed_.wait_interruptible(state, [&] { return state->credits > 0; }));
		const Frame *first = state->frames.front();

		if (!first)
			return ENODATA;
		state->credits--;
		return first->size;
	}
	Result<Box<Frame>> take() const { return state_.lock()->frames.pop_front(); }
	void credit(u32 more) const
	{
		state_.lock()->credits += more;
		changed_.wake_up();
	}

private:
	Mutex<State, "rx.state"> state_;
	WaitQueue<"rx.changed"> changed_;
};
