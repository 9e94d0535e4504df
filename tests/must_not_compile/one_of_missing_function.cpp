// SPDX-License-Identifier: GPL-2.0
//! Each type has its function.
// EXPECT: match\(\) has a function for each type of the OneOf<>

#include <kernel/one_of.hpp>

using namespace kernel;

struct Idle {};
struct Busy {};

u32 use(const OneOf<Idle, Busy> &state)
{
#ifdef FIXED
	return state.match([](Idle) { return 0u; }, [](Busy) { return 1u; });
#else
	return state.match([](Idle) { return 0u; });
#endif
}
