// SPDX-License-Identifier: GPL-2.0
//! A pointer to the current state is used after the state was replaced by another.

#include <kernel/base/one_of.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Idle {};
struct Negotiating {
	u32 attempts;
	CString peer;
};
struct Connected {
	u32 attempts;
	u64 since;
};

class Link {
public:
	Result<> negotiate(BStr peer)
	{
		auto name = TRY(CString::copy(peer, GFP_KERNEL));

		state_ = Negotiating{ 0, std::move(name) };
		return ok;
	}
	void attempt()
	{
		if (auto *negotiating = state_.get<Negotiating>())
			negotiating->attempts++;
	}
	Result<> established(u64 now)
	{
		auto *negotiating = state_.get<Negotiating>();

		if (!negotiating)
			return EPROTO;
		state_ = Connected{ negotiating->attempts, now };
		pr_info("connected to {}", negotiating->peer); // BUG: ended-loan
		return ok;
	}

private:
	OneOf<Idle, Negotiating, Connected> state_ = Idle{};
};
