// SPDX-License-Identifier: GPL-2.0
//! A helper hands the flags of its caller to C: the caller is to blame.
#include <linux/slab.hpp>

#include <kernel/prelude.hpp>

using namespace kernel;

/// Gets memory from C.
///
/// Safety:
/// - The caller frees it.
void *memory(unsafe_t, Gfp flags);
void *memory(unsafe_t, Gfp flags)
{
	// SAFETY: any size may be asked for; the caller frees it.
	return ::kzalloc(64, flags.bits());
}

SpinLock<u32, "case.count"> count;

void *counted();
void *counted()
{
	auto held = count.lock();

	++*held;
	// SAFETY: kept for ever.
	return memory(unsafe, GFP_KERNEL); // BUG: sleep-in-atomic
}
