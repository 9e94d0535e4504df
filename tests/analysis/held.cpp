// SPDX-License-Identifier: GPL-2.0
//! Locks that are taken twice, or are required but not held.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Counter = Mutex<u32, "test.counter">;

u32 twice(Counter &lock);
u32 twice(Counter &lock)
{
	auto first = lock.lock();
	auto second = lock.lock(); // WARN: already held
	return *first + *second;
}

void write_under_read(RwSemaphore<u32, "test.sem"> &lock);
void write_under_read(RwSemaphore<u32, "test.sem"> &lock)
{
	auto reader = lock.read();
	auto writer = lock.write(); // WARN: already held
	*writer = *reader;
}

u32 fine(Counter &one, Counter &other);
u32 fine(Counter &one, Counter &other)
{
	u32 sum = 0;
	{
		auto first = one.lock();
		sum += *first;
	}
	auto again = one.lock();
	auto second = other.lock();
	return sum + *again + *second;
}
