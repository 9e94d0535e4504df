// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/flags.hpp refuses.
#include <kernel/base/flags.hpp>

using namespace kernel;

// REFUSED flags_from_number: could not convert|no matching function|cannot convert|conversion from
// A number becomes a set of flags only after its bits have been checked.
enum class Mode : u32 { Read = 1, Write = 2 };
using Modes = Flags<Mode, Mode::Read, Mode::Write>;

Result<Modes> use(u32 bits)
{
#ifdef FIXED
	Modes modes = TRY(Modes::from(bits));
#else
	Modes modes = bits;
#endif
	return modes;
}
