// SPDX-License-Identifier: GPL-2.0
//! A bare number says nothing of its unit.
// EXPECT: could not convert|conversion from .int. to .*Delta|is private

#include <kernel/time/time.hpp>

using namespace kernel;

Delta span();
Delta span()
{
#ifdef FIXED
	return Delta::milliseconds(5);
#else
	return 5;
#endif
}
