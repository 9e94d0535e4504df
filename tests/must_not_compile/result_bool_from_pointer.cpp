// SPDX-License-Identifier: GPL-2.0
//! A pointer is no bool.
// EXPECT: could not convert|cannot convert|conversion from

#include <kernel/prelude.hpp>

using namespace kernel;

Result<bool> use(void *p)
{
#ifdef FIXED
	return p != nullptr;
#else
	return p;
#endif
}
