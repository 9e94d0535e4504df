// SPDX-License-Identifier: GPL-2.0
//! The front of a queue is looked up, and used after a wait during which others may have taken it.

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
		const Frame *first = state->frames.front();

		if (!first)
			return ENODATA;
		TRY(changed_.wait_interruptible(state, [&] { return state->credits > 0; }));
		state->credits--;
		return first->size; // BUG: ended-loan
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
