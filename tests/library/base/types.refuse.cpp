// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/types.hpp refuses.
#include <kernel/base/types.hpp>
#include <kernel/prelude.hpp>
#include <kernel/text/cstr.hpp>

using namespace kernel;

// REFUSED build_assertion: the table has a name for each state
// A condition that the compiler can evaluate is asserted at compile time.
enum class State : u8 { Idle, Busy, Count };
static constexpr CStr names[] = {
	"idle",
#ifdef FIXED
	"busy",
#endif
};
static_assert(sizeof(names) / sizeof(names[0]) == static_cast<usize>(State::Count),
	      "the table has a name for each state");

// REFUSED build_assertion_of_argument: error_a_register_is_below_32
// An argument that must be a constant is checked at compile time, by consteval.
void error_a_register_is_below_32();

struct Register {
	consteval Register(u32 number) : number(number)
	{
		if (number >= 32)
			error_a_register_is_below_32();
	}
	u32 number;
};

u32 read(Register which)
{
	return which.number;
}
u32 use()
{
#ifdef FIXED
	return read(31);
#else
	return read(32);
#endif
}
