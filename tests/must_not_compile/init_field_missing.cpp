// SPDX-License-Identifier: GPL-2.0
// EXPECT: init::fields<T> names every field of T exactly once
#include <kernel/init.hpp>

using namespace kernel;

struct Pair {
	u32 a;
	u64 b;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(init::fields<Pair>(init::field<&Pair::a>(1u), init::field<&Pair::b>(2ull))));
#else
	TRY(slot.emplace(init::fields<Pair>(init::field<&Pair::a>(1u))));
#endif
	return ok;
}
