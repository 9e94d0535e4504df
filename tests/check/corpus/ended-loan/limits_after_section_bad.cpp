// SPDX-License-Identifier: GPL-2.0
//! A policy is looked up in a read-side section and its fields are read after the section.
//! Like CVE-2019-19768: blktrace used its trace without a section while another task freed it.

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

struct Policy {
	Policy(u32 rate, u32 burst) : rate(rate), burst(burst) {}

	const u32 rate;
	const u32 burst;
};

class Limiter final : Pinned {
	struct State {
		RcuPtr<Policy> policy;
	};

public:
	Result<> set(u32 rate, u32 burst) const
	{
		auto next = TRY(make_rcu_box<Policy>(GFP_KERNEL, rate, burst));

		state_.lock()->policy.replace(std::move(next));
		return ok;
	}
	bool admits(u32 packets) const
	{
		const Policy *policy = nullptr;

		{
			rcu::ReadGuard reading;

			policy = rcu::unlocked(state_, &State::policy).get(reading);
		}
		if (!policy)
			return true;
		return packets <= policy->rate + policy->burst; // BUG: ended-loan
	}

private:
	Mutex<State, "limiter.state"> state_;
};
