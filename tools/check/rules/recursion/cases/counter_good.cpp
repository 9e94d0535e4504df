// SPDX-License-Identifier: GPL-2.0
//! Recursion that a counter limits: a parameter, a local made of it, a member; and a loop of coroutine frames.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constexpr u32 deepest = 16;

u32 with_local(u32 depth)
{
	const u32 next = depth + 1;

	return next > deepest ? 0 : with_local(next);
}

u32 downwards(u32 left)
{
	return left ? downwards(left - 1) + 1 : 0;
}

u32 other(u32 depth);
u32 one(u32 depth)
{
	return depth < deepest ? other(depth) : 0;
}
u32 other(u32 depth)
{
	return one(depth + 1);
}

class Parser {
public:
	u32 parse()
	{
		if (++depth_ > deepest)
			return 0;
		const u32 inner = parse();

		depth_--;
		return inner;
	}

private:
	u32 depth_ = 0;
};

} // namespace

u32 all();
u32 all()
{
	return with_local(0) + downwards(4) + one(0) + Parser().parse();
}
