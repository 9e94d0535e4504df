// SPDX-License-Identifier: GPL-2.0
//! Two objects of one class are locked in the order of the arguments, so two opposite calls deadlock.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Credit {
	u64 tokens = 0;
};

class Tenant final : Pinned {
public:
	Tenant(u32 id, u64 tokens) : id_(id), credit_(Credit{ tokens }) {}

	Result<> give(const Tenant &other, u64 tokens) const
	{
		auto mine = credit_.lock();
		auto theirs = other.credit_.lock(); // BUG: lock-order

		return move_tokens(*mine, *theirs, tokens);
	}
	u64 tokens() const { return credit_.lock()->tokens; }

private:
	static Result<> move_tokens(Credit &from, Credit &to, u64 tokens)
	{
		if (from.tokens < tokens)
			return EDQUOT;
		from.tokens -= tokens;
		to.tokens += tokens;
		return ok;
	}

	u32 id_;
	SpinLock<Credit, "tenant.credit"> credit_;
};

} // namespace

Result<u64> balance();
Result<u64> balance()
{
	Tenant first(1, 100), second(2, 50);

	TRY(first.give(second, 10));
	TRY(second.give(first, 20));
	return first.tokens();
}
