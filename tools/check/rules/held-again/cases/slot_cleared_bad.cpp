// SPDX-License-Identifier: GPL-2.0
//! A call that runs out of time takes itself out of its slot, and is destroyed by that.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Call;

struct Slot : Pinned {
	Mutex<Vec<Box<Call>>, "calls.slot"> calls;
};

class Call final : Pinned {
public:
	explicit Call(Arc<Slot> slot) : slot_(std::move(slot)) { workqueue::system().enqueue_delayed(timeout_, 10_ms); }

private:
	void out_of_time() const;

	Arc<Slot> slot_;
	DelayedWork<Call, "calls.timeout"> timeout_{ calls<&Call::out_of_time, &Call::timeout_> };
};

void Call::out_of_time() const
{
	Vec<Box<Call>> done;

	{
		auto calls = slot_->calls.lock();
		std::swap(done, *calls);
	}
	pr_info("{} calls end", done.size());
} // BUG: held-again

class Switchboard final {
public:
	static Result<Switchboard> create()
	{
		auto slot = TRY(make_arc<Slot>(GFP_KERNEL));
		auto call = TRY(make_box<Call>(GFP_KERNEL, slot.share()));

		TRY(slot->calls.lock()->push(std::move(call), GFP_KERNEL));
		return { std::in_place, std::move(slot) };
	}
	explicit Switchboard(Arc<Slot> slot) : slot_(std::move(slot)) {}
	~Switchboard()
	{
		Vec<Box<Call>> rest;

		auto calls = slot_->calls.lock();
		std::swap(rest, *calls);
	}

private:
	Arc<Slot> slot_;
};

} // namespace

KERNEL_MODULE(Switchboard, { .name = "minimal", .license = "GPL" })
