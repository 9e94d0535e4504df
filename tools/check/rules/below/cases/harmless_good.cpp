// SPDX-License-Identifier: GPL-2.0
//! What looks raw and is not: arrays, ranges, constants, null, differences of pointers, numbers.
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

namespace {

struct Totals {
	u64 bytes = 0;
};

constexpr u32 primes[] = { 2, 3, 5, 7 };
constinit Atomic<u32> calls;
constinit const char *const titles[] = { "a", "b" };
constexpr const char *names[] = { "a", "b" };

u32 sum(Span<const u32> numbers)
{
	static constinit Atomic<u32> most;
	u32 total = 0;

	calls.inc();
	for (u32 number : numbers)
		total += number;
	for (u32 i = 0; i < 4; i++)
		total += primes[i];
	most.store(total, relaxed);
	return total + static_cast<u32>(names[0][0]) + (titles[0] == titles[1]);
}

template <typename T>
usize distance(const T *first, const T *last)
{
	return static_cast<usize>(last - first);
}

} // namespace

usize use(Span<const u32> numbers, const void *where);
usize use(Span<const u32> numbers, const void *where)
{
	u8 copy[4] = {};
	const u8 from[4] = { 1, 2, 3, 4 };

	__builtin_memcpy(copy, from, sizeof(copy));
	const void *same = static_cast<const void *>(&copy);
	return sum(numbers) + distance(numbers.begin(), numbers.end()) + (where == same) + copy[3];
}
