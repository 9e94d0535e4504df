// SPDX-License-Identifier: GPL-2.0
//! An argument that must be a constant is checked while compiling, by consteval.
// EXPECT: error_a_register_is_below_32

#include <kernel/prelude.hpp>
#include <kernel/types.hpp>

using namespace kernel;

void error_a_register_is_below_32();

struct Register {
	consteval Register(u32 number) : number(number)
	{
		if (number >= 32)
			error_a_register_is_below_32();
	}
	u32 number;
};

u32 read(Register which) { return which.number; }
u32 use()
{
#ifdef FIXED
	return read(31);
#else
	return read(32);
#endif
}
