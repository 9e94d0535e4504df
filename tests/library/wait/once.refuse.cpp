// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/wait/once.hpp refuses.
#include <kernel/wait/once.hpp>

using namespace kernel;

// REFUSED once_first_time_dropped: ignoring return value
// The caller that claims the first time acts on the answer.
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

// REFUSED once_value_mutated: read-only location
// A value that is read without a lock is never written again.
constinit SetOnce<u32> version;
void use()
{
#ifdef FIXED
	version.populate(4u);
#else
	*version.get() = 4;
#endif
}

// REFUSED once_without_result: the function returns a Result
// The result decides whether the function is called again.
constinit Once once;
Result<> use()
{
#ifdef FIXED
	return once.call([]() -> Result<> { return ok; });
#else
	return once.call([] {});
#endif
}
