// SPDX-License-Identifier: GPL-2.0
//! What belongs to a task is not destroyed by another.
// EXPECT: T is not sendable

#include <kernel/arc.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
struct Section {};
#else
struct Section : TaskBound {};
#endif
Result<Arc<Section>> use()
{
	return make_arc<Section>(GFP_KERNEL);
}
