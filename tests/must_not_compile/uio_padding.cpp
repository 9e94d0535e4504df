// SPDX-License-Identifier: GPL-2.0
//! Padding would carry old memory of the kernel to the process.
// EXPECT: constraints not satisfied|no matching function

#include <kernel/uio.hpp>

using namespace kernel;

struct Answer {
	u64 number;
	u8 kind;
#ifdef FIXED
	u8 zero[7];
#endif
};
Result<> use(IovWriter to, const Answer &answer);
Result<> use(IovWriter to, const Answer &answer)
{
	return to.write(answer);
}
