// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: makes a module wait, before its code is freed, for callbacks that are still pending.
//!
//! C: include/linux/rcupdate.h (rcu_barrier), include/linux/hrtimer.h (hrtimer_cancel),
//! include/linux/module.h (module_refcount)
#pragma once

#include <linux/rcupdate.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel::detail {

/// A step that waits for something or stops something. The pointer is null until the module does
/// something that needs the step, and only one .cpp file writes it: in a module that does not use
/// that file, the link makes the pointer a constant, and before_unload() contains no code. (For an
/// inline variable, the link does not do that; and with a flag instead of a pointer, the function
/// would stay.)
using UnloadStep = void (*)();
/// A step that also tells whether there was something to do.
using UnloadSearch = bool (*)();

/// Waits until no RCU callback of this module is pending. Context: process; may sleep, long.
extern constinit UnloadStep wait_for_rcu_calls;

/// Cancels all armed ArcHrTimers, drops their owners, and prevents further starts.
extern constinit UnloadStep stop_counted_timers;

/// Waits until no file of the module is open, if its loading failed after it published files.
extern constinit UnloadStep wait_for_files;

/// Stops the callers (kernel/base/callers.hpp) that nobody has destroyed, and names them in the log.
/// Returns whether there were any, or one was destroyed since the last call.
extern constinit UnloadSearch stop_callers;

/// Records that from now on somebody may have a file open whose operations are in the module, and
/// so hold the module.
void files_may_be_open();

/// Has `function` called after a grace period; the module is not unloaded before it has returned.
///
/// Context: any but NMI. `function` runs with softirqs off and must not sleep.
void call_rcu(::callback_head *head, ::rcu_callback_t function) __atomic;

/// The last thing that a module does, after everything in it is destroyed.
[[gnu::always_inline]] inline void before_unload() __sleeps
{
	do {
		// This comes first, since closing a file may start timers.
		if (wait_for_files)
			wait_for_files();
		// This comes second, since objects that the timers own may queue RCU callbacks.
		if (stop_counted_timers)
			stop_counted_timers();
		if (wait_for_rcu_calls)
			wait_for_rcu_calls();
		// Everything that has an owner is destroyed by now. The last callbacks of the others may
		// have begun something again, and RCU may be about to destroy one of them.
	} while (stop_callers && stop_callers());
}

} // namespace kernel::detail
