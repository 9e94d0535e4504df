// SPDX-License-Identifier: GPL-2.0
//! Two work items of one class are told apart by their names.
// EXPECT: two work items of one class have different names

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

#ifdef FIXED
#define SECOND "test.second"
#else
#define SECOND "test.first"
#endif

class Disk final : Pinned {
	void flush() const {}

	Work<Disk, "test.first"> first_{ calls<&Disk::flush, &Disk::first_, &Disk::second_> };
	Work<Disk, SECOND> second_{ calls<&Disk::flush, &Disk::second_> };
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}
