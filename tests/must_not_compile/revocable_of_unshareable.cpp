// SPDX-License-Identifier: GPL-2.0
//! Several tasks have access at once.
// EXPECT: T must be shareable

#include <kernel/prelude.hpp>
#include <kernel/revocable.hpp>

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

void use(const Revocable<Cache> &cache);
void use(const Revocable<Cache> &cache)
{
	cache.revoke();
}
