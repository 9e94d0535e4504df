// SPDX-License-Identifier: GPL-2.0
//! No allocator aligns to more than a page.
// EXPECT: the allocator does not align that much

#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
struct alignas(4096) Table {
#else
struct alignas(8192) Table {
#endif
	char bytes[8192];
};
Result<Box<Table, Vmalloc>> use()
{
	return make_box<Table, Vmalloc>(GFP_KERNEL);
}
