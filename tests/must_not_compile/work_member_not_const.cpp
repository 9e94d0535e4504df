// SPDX-License-Identifier: GPL-2.0
//! A work item runs beside other users of its owner.
// EXPECT: a work item calls a .void function\(\) const

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

class Disk final : Pinned {
#ifdef FIXED
	void flush() const {}
#else
	void flush() {}
#endif

	Work<Disk, "test.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}
