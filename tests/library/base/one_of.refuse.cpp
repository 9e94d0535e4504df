// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/one_of.hpp refuses.
#include <kernel/base/one_of.hpp>

using namespace kernel;

// REFUSED one_of_equal_types: put a struct around each, whose name tells them apart
// A OneOf with two equal types could not tell which of them it holds.
struct Bytes {
	u32 count;
};
#ifdef FIXED
using Size = OneOf<u32, Bytes>;
#else
using Size = OneOf<u32, u32>;
#endif
Size size = Size(u32{ 1 });

// REFUSED one_of_missing_function: match\(\) has a function for each type of the OneOf<>
// match() needs a function for each type.
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

// REFUSED one_of_never_that: this OneOf<> is never a T
// The OneOf can never hold the type that is asked for.
bool use(const OneOf<u8, u32> &value)
{
#ifdef FIXED
	return value.is<u32>();
#else
	return value.is<u64>();
#endif
}
