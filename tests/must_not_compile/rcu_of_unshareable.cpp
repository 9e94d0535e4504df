// SPDX-License-Identifier: GPL-2.0
//! What several readers use at once must bear it.
// EXPECT: T must be shareable

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

#ifdef FIXED
struct Cache {
	u32 last;
};
#else
struct Cache : OneTaskAtATime {
	mutable u32 last;
};
#endif

void use(RcuPtr<Cache> &pointer, RcuBox<Cache> next);
void use(RcuPtr<Cache> &pointer, RcuBox<Cache> next)
{
	pointer.replace(std::move(next));
}
