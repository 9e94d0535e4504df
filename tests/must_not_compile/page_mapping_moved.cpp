// SPDX-License-Identifier: GPL-2.0
//! Mappings end in the order of their blocks.
// EXPECT: use of deleted function

#include <kernel/page.hpp>

using namespace kernel;

void use(Page &page)
{
	auto mapping = page.map();
#ifdef FIXED
	auto &other = mapping;
#else
	auto other = std::move(mapping);
#endif
	other.bytes().fill(0);
}
