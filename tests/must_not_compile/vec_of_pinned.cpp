// SPDX-License-Identifier: GPL-2.0
//! A growing Vec moves its elements.
// EXPECT: elements are moved when it grows

#include <kernel/prelude.hpp>

using namespace kernel;

struct Fixed : Pinned {};
#ifdef FIXED
Vec<Box<Fixed>> all;
#else
Vec<Fixed> all;
#endif
