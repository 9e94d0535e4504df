// SPDX-License-Identifier: GPL-2.0
//! Helpers that the cases share: a gate that blocks a queue, counters, and objects that count themselves.
#pragma once

#include <linux/delay.hpp>

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

/// Keeps the only worker of an ordered queue busy until open(). Shared with that worker.
struct GateState {
	Completion<"test.gate"> entered, open;
};
class Gate final {
public:
	static Result<Gate> close(const Workqueue &queue)
	{
		auto state = TRY(make_arc<GateState>(GFP_KERNEL));
		TRY(queue.spawn<"test.gate">(
			GFP_KERNEL,
			[](Arc<GateState> gate) {
				gate->entered.complete();
				gate->open.wait();
			},
			state.share()));
		state->entered.wait();
		return Gate(std::move(state));
	}
	Gate(Gate &&other) noexcept : state_(std::move(other.state_)), closed_(std::exchange(other.closed_, false)) {}
	~Gate() { open(); }
	void open()
	{
		if (std::exchange(closed_, false))
			state_->open.complete();
	}

private:
	explicit Gate(Arc<GateState> state) : state_(std::move(state)) {}

	Arc<GateState> state_;
	bool closed_ = true;
};

/// Counts that outlive whatever runs.
struct Counts {
	Atomic<u32> runs, alive;
};

inline Result<Workqueue> one_by_one()
{
	return Workqueue::create(fmt("kxx-test"), { .ordered = true });
}
