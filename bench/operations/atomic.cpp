// SPDX-License-Identifier: GPL-2.0
//! Atomics and reference counts.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/refcount.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit Atomic<i32> number;
constinit Atomic<i64> wide;
constinit Atomic<i64> most;
constinit Refcount owners{ 1 };

} // namespace

long cxx_atomic_inc()
{
	number.inc();
	return 0;
}
long cxx_atomic_fetch_add()
{
	return number.fetch_add(3);
}
long cxx_atomic_cmpxchg()
{
	return number.cmpxchg(0, 1).old;
}
long cxx_atomic_load_acquire()
{
	return number.load(acquire);
}
long cxx_atomic_store_release()
{
	number.store(7, release);
	return 0;
}
long cxx_atomic64_fetch_add()
{
	return wide.fetch_add(3, relaxed);
}
long cxx_atomic_max()
{
	i64 now = most.load(relaxed);

	while (now < 5 && !most.try_cmpxchg(now, 5))
		;
	most.store(0, relaxed);
	return now;
}
long cxx_refcount()
{
	owners.inc();
	return owners.dec_and_test();
}
