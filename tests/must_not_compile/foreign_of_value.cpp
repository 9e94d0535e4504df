// SPDX-License-Identifier: GPL-2.0
//! Only an owner or a pointer fits into a void *.
// EXPECT: foreign_ownable

#include <kernel/foreign.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Data {
	u32 a[4];
};
Result<void *> use()
{
#ifdef FIXED
	return into_foreign(TRY(make_box<Data>(GFP_KERNEL)));
#else
	return into_foreign(Data{});
#endif
}
