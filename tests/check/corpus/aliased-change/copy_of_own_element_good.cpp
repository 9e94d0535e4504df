// SPDX-License-Identifier: GPL-2.0
//! The function is given a copy of the element.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Rule {
	u32 action = 0;
	u32 mark = 0;
	u64 bytes = 0;
};

class Chain {
public:
	Result<> append(const Rule &like, u32 copies)
	{
		for (u32 n = 0; n < copies; n++) {
			Rule rule;

			rule.action = like.action;
			rule.mark = like.mark + n;
			TRY(rules_.push(rule, GFP_KERNEL));
		}
		return ok;
	}
	/// Repeats the last rule with the next marks.
	Result<> repeat(u32 copies)
	{
		const Rule *last = rules_.back();

		if (!last || copies > 64)
			return EINVAL;
		const Rule copy = *last;

		return append(copy, copies);
	}

private:
	Vec<Rule> rules_;
};
