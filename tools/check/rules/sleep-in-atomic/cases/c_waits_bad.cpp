// SPDX-License-Identifier: GPL-2.0
//! A C function under a spinlock that waits for other tasks.
#include <linux/completion.hpp>

#include <kernel/prelude.hpp>

using namespace kernel;

SpinLock<u32, "case.count"> count;

/// Waits.
///
/// Safety:
/// - `done` is initialised, and lives until this returns.
void wait(unsafe_t, ::completion *done);
void wait(unsafe_t, ::completion *done)
{
	auto held = count.lock();

	++*held;
	// SAFETY: as the caller says.
	::wait_for_completion(done); // BUG: sleep-in-atomic
}
