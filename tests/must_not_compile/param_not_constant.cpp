// SPDX-License-Identifier: GPL-2.0
//! A parameter exists before any code runs.
// EXPECT: constinit|not a constant expression

#include <kernel/prelude.hpp>

using namespace kernel;

u32 at_run_time();
#ifdef FIXED
constinit Param<u32> depth{ 3 };
#else
constinit Param<u32> depth{ at_run_time() };
#endif
