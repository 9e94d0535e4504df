// SPDX-License-Identifier: GPL-2.0
//! Whoever claims the first time wants to know.
// EXPECT: ignoring return value

#include <kernel/sync/once.hpp>

using namespace kernel;

constinit FirstTime first;
bool use()
{
#ifdef FIXED
	return first.claim();
#else
	first.claim();
	return true;
#endif
}
