// SPDX-License-Identifier: GPL-2.0
// EXPECT: use of deleted function
#include <kernel/init.hpp>

using namespace kernel;

u32 *take(Slot<u32> &from);
u32 *take(Slot<u32> &from)
{
#ifdef FIXED
	return from.get();
#else
	Slot<u32> to(std::move(from));
	return to.get();
#endif
}
