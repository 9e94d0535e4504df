// SPDX-License-Identifier: GPL-2.0
//! A C function that never returns.
#include <kernel/prelude.hpp>
#include <linux/panic.hpp>

using namespace kernel;

/// Stops the machine.
///
/// Safety:
/// - It is beyond repair.
void give_up(unsafe_t);
void give_up(unsafe_t)
{
	// SAFETY: as the caller says, nothing is left to lose.
	::panic("gone"); // BUG: trap
}
