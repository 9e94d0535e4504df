// SPDX-License-Identifier: GPL-2.0
//! A member that is changed in a const function.
// BEFORE: 4
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Counter {
#ifdef FIXED
	void count() const { count_.inc(); }

	Atomic<u32> count_{ 0 };
#else
	void count() const { count_++; } // MISTAKE: an Atomic

	u32 count_ = 0;
#endif
};
void use(Arc<Counter> counter);
void use(Arc<Counter> counter) { counter->count(); }
