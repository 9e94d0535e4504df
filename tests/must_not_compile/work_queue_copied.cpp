// SPDX-License-Identifier: GPL-2.0
//! A work queue has one owner.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

void use(Workqueue &queue)
{
#ifdef FIXED
	Workqueue other = std::move(queue);
#else
	Workqueue other = queue;
#endif
	other.flush();
}
