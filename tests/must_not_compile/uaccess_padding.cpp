// SPDX-License-Identifier: GPL-2.0
//! Padding would carry old memory of the kernel to the process.
// EXPECT: constraints not satisfied|no matching function

#include <kernel/uaccess.hpp>

using namespace kernel;

struct Answer {
	u8 kind;
#ifdef FIXED
	u8 zero[3];
#endif
	u32 number;
};
Result<> use(UserWriter to, const Answer &answer);
Result<> use(UserWriter to, const Answer &answer)
{
	return to.write(answer);
}
