// SPDX-License-Identifier: GPL-2.0
//! A number is no set of flags until its bits were looked at.
// EXPECT: could not convert|no matching function|cannot convert|conversion from

#include <kernel/flags.hpp>

using namespace kernel;

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
