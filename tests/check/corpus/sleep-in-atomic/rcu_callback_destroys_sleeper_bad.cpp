// SPDX-License-Identifier: GPL-2.0
//! A replaced object is dropped, so RCU destroys it in a softirq, but its destructor waits for a work item.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

/// A set of filters, and the work that compiles it.
class Filters final : Pinned {
public:
	explicit Filters(u32 mask) : mask_(mask) {}
	bool passes(u32 kind) const { return mask_ >> (kind & 31) & 1; }
	void compile() const { workqueue::system().enqueue(compile_); }

private:
	void run() const { pr_debug("mask {:#x}", mask_); }

	u32 mask_;
	Work<Filters, "filters.compile"> compile_{ calls<&Filters::run, &Filters::compile_> };
};

class Tap final {
	struct State {
		RcuPtr<Filters> filters;
		u32 changes = 0;
	};

public:
	~Tap()
	{
		auto last = state_.lock()->filters.take();

		last.wait();
	}

	Result<> set(u32 mask) const
	{
		auto next = TRY(make_rcu_box<Filters>(GFP_KERNEL, mask));

		next->compile();
		auto state = state_.lock();
		state->changes++;
		state->filters.replace(std::move(next)); // BUG: sleep-in-atomic
		return ok;
	}
	bool passes(u32 kind) const
	{
		rcu::ReadGuard reading;
		const Filters *filters = rcu::unlocked(state_, &State::filters).get(reading);

		return !filters || filters->passes(kind);
	}

private:
	Mutex<State, "tap.state"> state_;
};

} // namespace

Result<> tap(u32 kind);
Result<> tap(u32 kind)
{
	Tap tap;

	TRY(tap.set(0xf));
	if (!tap.passes(kind))
		return EPERM;
	return tap.set(0xff);
}
