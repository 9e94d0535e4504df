// SPDX-License-Identifier: GPL-2.0
//! 64 bits do not fit into 8.
// EXPECT: call to non-'constexpr' function|not a constant expression|is not a constant

#include <kernel/prelude.hpp>

using namespace kernel;

Result<u8> use(u64 n)
{
#ifdef FIXED
	return static_cast<u8>(n);
#else
	return n;
#endif
}
