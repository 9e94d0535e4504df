// SPDX-License-Identifier: GPL-2.0
//! What is declared behind a work item would be gone while it still runs.
// EXPECT: declare the callback member last

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

class Disk final : Pinned {
	void flush() const {}

#ifdef FIXED
	u64 sectors_ = 0;
#endif
	Work<Disk, "test.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
#ifndef FIXED
	u64 sectors_ = 0;
#endif

public:
	u64 sectors() const { return sectors_; }
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}
