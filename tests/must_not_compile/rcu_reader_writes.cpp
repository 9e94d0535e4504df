// SPDX-License-Identifier: GPL-2.0
//! Readers share the object with each other.
// EXPECT: read-only

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

struct Limits {
	u32 most = 1;
};

void use(RcuPtr<Limits> &pointer, RcuBox<Limits> next);
void use(RcuPtr<Limits> &pointer, RcuBox<Limits> next)
{
#ifdef FIXED
	next->most = 2;
	pointer.replace(std::move(next));
#else
	rcu::ReadGuard reading;
	pointer.get(reading)->most = 2;
	static_cast<void>(next);
#endif
}
