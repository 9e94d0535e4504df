// SPDX-License-Identifier: GPL-2.0
//! What the compiler can know is asserted while compiling.
// EXPECT: the table has a name for each state

#include <kernel/cstr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

enum class State : u8 { Idle, Busy, Count };
static constexpr CStr names[] = {
	"idle",
#ifdef FIXED
	"busy",
#endif
};
static_assert(sizeof(names) / sizeof(names[0]) == static_cast<usize>(State::Count),
	      "the table has a name for each state");
