// SPDX-License-Identifier: GPL-2.0
// EXPECT: init::field: neither an initialiser of the field nor a value for it
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
	TRY(slot.emplace(init::fields<Pair>(init::field<&Pair::a>("one"), init::field<&Pair::b>(2ull))));
#endif
	return ok;
}
