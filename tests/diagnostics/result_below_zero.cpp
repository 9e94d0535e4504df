// SPDX-License-Identifier: GPL-2.0
//! A Result compared with zero.
// BEFORE: 11
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> start();
Result<> use();
Result<> use()
{
	Result<> started = start();
#ifdef FIXED
	if (started.is_error())
#else
	if (started < 0) // MISTAKE: \.is_error\(\)
#endif
		pr_info("not started");
	return started;
}
