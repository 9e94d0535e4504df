// SPDX-License-Identifier: GPL-2.0
//! A frame is an allocation, and every allocation names its flags.
// EXPECT: a coroutine has one parameter of type Gfp

#include <kernel/async/async.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
Async<u32> doubles(Gfp, u32 number)
#else
Async<u32> doubles(u32 number)
#endif
{
	co_return number * 2;
}
