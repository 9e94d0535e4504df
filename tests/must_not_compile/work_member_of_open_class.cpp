// SPDX-License-Identifier: GPL-2.0
//! A derived class would have members that go before the work item does.
// EXPECT: a class with a callback member is final

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

class Disk
#ifdef FIXED
	final
#endif
	: Pinned {
	void flush() const {}

	Work<Disk, "test.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}
