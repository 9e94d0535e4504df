// SPDX-License-Identifier: GPL-2.0
//! The kernel has no write_tryseqlock().
// EXPECT: can_be_tried

#include <kernel/prelude.hpp>
#include <kernel/sync/seqlock.hpp>

using namespace kernel;

void use(const SeqLock<u64, "test.time"> &time);
void use(const SeqLock<u64, "test.time"> &time)
{
#ifdef FIXED
	auto now = time.write();
#else
	auto now = time.try_write();
#endif
	*now += 1;
}
