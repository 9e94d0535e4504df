// SPDX-License-Identifier: GPL-2.0
//! An error code in an int is overwritten by the next call's before anybody looks at it.
//! Like many `ret = a(); ret = b();` fixes.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Rails {
	u32 core = 0;
	u32 io = 0;
};

/// In the manner of C, for a table that C code shares.
int set_core(Rails &rails, u32 millivolts)
{
	if (millivolts > 1200)
		return ERANGE.to_c();
	rails.core = millivolts;
	return 0;
}
int set_io(Rails &rails, u32 millivolts)
{
	if (millivolts > 3300)
		return ERANGE.to_c();
	rails.io = millivolts;
	return 0;
}

Result<> power_up(Rails &rails, u32 core, u32 io)
{
	int error = set_core(rails, core); // BUG: dropped-error

	error = set_io(rails, io);
	if (error)
		return Error::from_c(error);
	return ok;
}

} // namespace

Result<u32> start(u32 core, u32 io);
Result<u32> start(u32 core, u32 io)
{
	Rails rails;

	TRY(power_up(rails, core, io));
	return rails.core + rails.io;
}
