// SPDX-License-Identifier: GPL-2.0
//! printk has no form for 128 bits.
// EXPECT: this type has no \{\} form

#include <kernel/prelude.hpp>

using namespace kernel;

void use(unsigned __int128 n)
{
#ifdef FIXED
	pr_info("{}", static_cast<u64>(n));
#else
	pr_info("{}", n);
#endif
}
