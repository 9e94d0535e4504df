// SPDX-License-Identifier: GPL-2.0
//! The reader uses a default while the RCU pointer is null.

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

struct Policy {
	Policy(u32 most, bool strict) : most(most), strict(strict) {}
	u32 most;
	bool strict;
};

class Gate final {
	struct State {
		RcuPtr<Policy> policy;
	};

public:
	Result<> set(u32 most, bool strict) const
	{
		auto policy = TRY(make_rcu_box<Policy>(GFP_KERNEL, most, strict));

		state_.lock()->policy.replace(std::move(policy));
		return ok;
	}
	bool admits(u32 count) const
	{
		rcu::ReadGuard reading;
		const Policy *policy = current(reading);

		return !policy || count <= policy->most || !policy->strict;
	}

private:
	const Policy *current(const rcu::ReadGuard &reading __lifetimebound) const
	{
		return rcu::unlocked(state_, &State::policy).get(reading);
	}

	Mutex<State, "gate.state"> state_;
};

} // namespace

Result<bool> admits(u32 count);
Result<bool> admits(u32 count)
{
	Gate gate;

	if (count > 10)
		TRY(gate.set(5, true));
	return gate.admits(count);
}
