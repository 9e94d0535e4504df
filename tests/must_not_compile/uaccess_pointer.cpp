// SPDX-License-Identifier: GPL-2.0
//! An address of the kernel is a secret.
// EXPECT: constraints not satisfied|no matching function

#include <kernel/uaccess.hpp>

using namespace kernel;

struct Answer {
#ifdef FIXED
	u64 next;
#else
	const Answer *next;
#endif
	u64 number;
};
Result<> use(UserWriter to, const Answer &answer);
Result<> use(UserWriter to, const Answer &answer)
{
	return to.write(answer);
}
