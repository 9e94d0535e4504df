// SPDX-License-Identifier: GPL-2.0
//! A constant array that cannot exist does not compile.
// EXPECT: larger than half the address space

#include <kernel/overflow.hpp>

using namespace kernel;

#ifdef FIXED
constexpr auto layout = ArrayLayout<u64>::of<1000>();
#else
constexpr auto layout = ArrayLayout<u64>::of<(~usize{ 0 } >> 3)>();
#endif
