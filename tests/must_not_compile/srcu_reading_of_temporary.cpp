// SPDX-License-Identifier: GPL-2.0
//! The section would be over at the semicolon.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/srcu.hpp>

using namespace kernel;

u32 use(const SrcuPtr<u32, "test.srcu"> &pointer);
u32 use(const SrcuPtr<u32, "test.srcu"> &pointer)
{
#ifdef FIXED
	auto reading = pointer.read();
	auto *found = reading.get();
#else
	auto *found = pointer.read().get();
#endif
	return found ? *found : 0;
}
