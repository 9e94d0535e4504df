// SPDX-License-Identifier: GPL-2.0
//! A page that others share is only read.
// EXPECT: discards qualifiers|passing .const

#include <kernel/page.hpp>

using namespace kernel;

#ifdef FIXED
void use(Page &page)
#else
void use(const Page &page)
#endif
{
	page.fill_zero();
}
