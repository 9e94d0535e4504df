// SPDX-License-Identifier: GPL-2.0
//! A pointer into a temporary Result would dangle.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

Result<int> get();
int use()
{
#ifdef FIXED
	auto result = get();
	return result ? *result.get() : 0;
#else
	return *get().get();
#endif
}
