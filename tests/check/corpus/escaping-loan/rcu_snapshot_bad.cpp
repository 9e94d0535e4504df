// SPDX-License-Identifier: GPL-2.0
//! The limits are found in a read-side section, and a small record carries the pointer out of it.

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

struct Limits {
	Limits(u32 least, u32 most) : least(least), most(most) {}

	const u32 least, most;
};

class Gate final : Pinned {
	struct State {
		RcuPtr<Limits> limits;
	};
	struct View {
		const Limits *limits;
		bool strict;
	};

public:
	Result<> set(u32 least, u32 most) const
	{
		auto next = TRY(make_rcu_box<Limits>(GFP_KERNEL, least, most));

		state_.lock()->limits.replace(std::move(next));
		return ok;
	}
	bool pass(u32 number) const
	{
		View view;

		if (!snapshot(view))
			return false;
		return number <= view.limits->most || !view.strict;
	}

private:
	bool snapshot(View &to) const
	{
		rcu::ReadGuard reading;
		const Limits *limits = rcu::unlocked(state_, &State::limits).get(reading);

		if (!limits)
			return false;
		to = { limits, limits->least > 0 }; // BUG: escaping-loan, ended-loan
		return true;
	}

	Mutex<State, "gate.state"> state_;
};

class Gates final : Pinned {
public:
	Result<> init()
	{
		TRY(gate_.set(5, 50));
		pr_info("{}", gate_.pass(7));
		return ok;
	}

private:
	Gate gate_;
};

} // namespace

KERNEL_MODULE(Gates, { .name = "minimal", .license = "GPL" })
