// SPDX-License-Identifier: GPL-2.0
// EXPECT: no matching function for call to .*from_c
#include <kernel/init.hpp>

using namespace kernel;

struct Pair {
	u32 a;
	u64 b;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
	auto f = [](Pair *pair) {
		pair->a = 1;
		pair->b = 2;
		return 0;
	};
#ifdef FIXED
	// SAFETY: builds the whole pair and never fails.
	TRY(slot.emplace(init::from_c<Pair>(unsafe, f)));
#else
	TRY(slot.emplace(init::from_c<Pair>(f)));
#endif
	return ok;
}
