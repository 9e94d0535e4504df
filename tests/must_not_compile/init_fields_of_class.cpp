// SPDX-License-Identifier: GPL-2.0
// EXPECT: init::fields<T> is for aggregates
#include <kernel/init.hpp>

using namespace kernel;

class Closed {
public:
	explicit Closed(u32 number) : a(number) {}
	u32 a;
};

Result<> build(Slot<Closed> &slot);
Result<> build(Slot<Closed> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(init::value<Closed>(1u)));
#else
	TRY(slot.emplace(init::fields<Closed>(init::field<&Closed::a>(1u))));
#endif
	return ok;
}
