// SPDX-License-Identifier: GPL-2.0
//! A Result that is overwritten.
// BEFORE: 0
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> first();
Result<> second();
Result<> both();

#ifdef FIXED
Result<> both()
{
	TRY(first());
	return second();
}
#else
Result<> both()
{
	Result<> done = first();
	done = second(); // MISTAKE: a Result is not overwritten
	return done;
}
#endif
