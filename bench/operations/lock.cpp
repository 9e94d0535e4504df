// SPDX-License-Identifier: GPL-2.0
//! Locks that own a number, against a struct of a lock and a number.

#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwlock.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/seqlock.hpp>
#include <kernel/sync/spinlock.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Times {
	u64 first, last;
};

constinit Mutex<u64, "bench.mutex"> with_mutex;
constinit SpinLock<u64, "bench.spinlock"> with_spinlock;
constinit RawSpinLock<u64, "bench.raw_spinlock"> with_raw_spinlock;
constinit RwLock<u64, "bench.rwlock"> with_rwlock;
constinit RwSemaphore<u64, "bench.rwsem"> with_rwsem;
constinit SeqLock<Times, "bench.seqlock"> with_seqlock;

Result<> add(auto attempt)
{
	auto number = TRY(std::move(attempt));

	++*number;
	return ok;
}

} // namespace

long cxx_mutex()
{
	auto number = with_mutex.lock();

	return ++*number;
}
long cxx_mutex_try()
{
	return add(with_mutex.try_lock()).to_c();
}

long cxx_spinlock()
{
	auto number = with_spinlock.lock();

	return ++*number;
}
long cxx_spinlock_bh()
{
	auto number = with_spinlock.lock_bh();

	return ++*number;
}
long cxx_spinlock_irq()
{
	auto number = with_spinlock.lock_irq();

	return ++*number;
}
long cxx_spinlock_irqsave()
{
	auto number = with_spinlock.lock_irqsave();

	return ++*number;
}
long cxx_spinlock_try()
{
	return add(with_spinlock.try_lock()).to_c();
}

long cxx_raw_spinlock()
{
	auto number = with_raw_spinlock.lock();

	return ++*number;
}
long cxx_raw_spinlock_irqsave()
{
	auto number = with_raw_spinlock.lock_irqsave();

	return ++*number;
}

long cxx_rwlock_read()
{
	return *with_rwlock.read();
}
long cxx_rwlock_write()
{
	auto number = with_rwlock.write();

	return ++*number;
}
long cxx_rwlock_write_irqsave()
{
	auto number = with_rwlock.write_irqsave();

	return ++*number;
}

long cxx_rwsem_read()
{
	return *with_rwsem.read();
}
long cxx_rwsem_write()
{
	auto number = with_rwsem.write();

	return ++*number;
}

long cxx_seqlock_read()
{
	Times times = with_seqlock.copy();

	return times.last - times.first;
}
long cxx_seqlock_write()
{
	auto times = with_seqlock.write();

	return ++times->last;
}
