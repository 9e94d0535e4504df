// SPDX-License-Identifier: GPL-2.0
//! A coroutine that nobody awaits does nothing.
// EXPECT: ignoring return(ed)? value

#include <kernel/async/async.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Async<> tidy(Gfp);

Async<> use(Gfp flags)
{
#ifdef FIXED
	co_return co_await tidy(flags);
#else
	tidy(flags);
	co_return ok;
#endif
}
