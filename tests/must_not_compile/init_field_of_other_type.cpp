// SPDX-License-Identifier: GPL-2.0
// EXPECT: init::fields<T> got a field of another type
#include <kernel/init.hpp>

using namespace kernel;

struct Pair {
	u32 a;
	u64 b;
};

struct Other {
	u32 a;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(init::fields<Pair>(init::field<&Pair::a>(1u), init::field<&Pair::b>(2ull))));
#else
	TRY(slot.emplace(init::fields<Pair>(init::field<&Pair::b>(1ull), init::field<&Other::a>(2u))));
#endif
	return ok;
}
