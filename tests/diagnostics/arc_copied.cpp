// SPDX-License-Identifier: GPL-2.0
//! A second owner of a shared object, without `share()`.
// BEFORE: 12
#include <kernel/prelude.hpp>

using namespace kernel;

void take(Arc<u32> number);
void use(const Arc<u32> &number);
void use(const Arc<u32> &number)
{
#ifdef FIXED
	take(number.share());
#else
	take(number); // MISTAKE: made by \.share\(\)
#endif
}
