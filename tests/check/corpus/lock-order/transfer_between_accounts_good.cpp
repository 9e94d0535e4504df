// SPDX-License-Identifier: GPL-2.0
//! The two locks are never held at the same time.

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
		if (id_ == other.id_)
			return EINVAL;
		TRY(take(tokens));
		other.credit_.lock()->tokens += tokens;
		return ok;
	}
	u64 tokens() const { return credit_.lock()->tokens; }

private:
	Result<> take(u64 tokens) const
	{
		auto mine = credit_.lock();

		if (mine->tokens < tokens)
			return EDQUOT;
		mine->tokens -= tokens;
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
