// SPDX-License-Identifier: GPL-2.0
//! An owner given to nobody leaks.
// EXPECT: ignoring return value

#include <kernel/foreign.hpp>

using namespace kernel;

void *use(Box<u32> box)
{
#ifdef FIXED
	return into_foreign(std::move(box));
#else
	into_foreign(std::move(box));
	return nullptr;
#endif
}
