// SPDX-License-Identifier: GPL-2.0
//! rcu_read_lock() of the C interface has no partner if the lookup fails.

#include <kernel/prelude.hpp>
#include <linux/rcupdate.hpp>

using namespace kernel;

namespace {

constexpr u32 prices[16] = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3 };

/// The price in a slot, for the C part of the driver.
///
/// Safety:
/// - The caller is not in an NMI.
Result<u32> price(unsafe_t, u32 slot)
{
	// SAFETY: any context but NMI may begin a section.
	::rcu_read_lock();
	if (slot >= 16)
		return ENOENT; // BUG: lock-kept
	const u32 value = prices[slot];
	// SAFETY: the section began above.
	::rcu_read_unlock();
	return value;
}

} // namespace

Result<u32> total(u32 first, u32 count);
Result<u32> total(u32 first, u32 count)
{
	u32 sum = 0;

	for (u32 i = 0; i < count; i++) {
		// SAFETY: system calls are no NMIs.
		sum += TRY(price(unsafe, first + i));
	}
	return sum;
}
