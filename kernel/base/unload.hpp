// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: what a module waits for before its code goes: calls that the kernel still owes it.
//!
//! C: include/linux/rcupdate.h (rcu_barrier), include/linux/hrtimer.h (hrtimer_cancel),
//! include/linux/module.h (module_refcount)
#pragma once

#include <linux/rcupdate.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel::detail {

/// Something to wait for or to stop. Null until the module does what asks for it; nothing but the .cpp file
/// of that writes it: in a module that does not use it, the link makes it a constant, and before_unload()
/// no code. (It does not for an inline variable; and behind a flag instead of a pointer, the function would
/// stay.)
using UnloadStep = void (*)();

/// Waits until no call that RCU owes to this module is outstanding. Context: process; may sleep, long.
extern constinit UnloadStep wait_for_rcu_calls;

/// Cancels all ArcHrTimers that are armed, drops what they own, and lets none be started any more.
extern constinit UnloadStep stop_counted_timers;

/// Waits until no file of the module's is open, if its loading failed after it published files.
extern constinit UnloadStep wait_for_files;

/// From now on somebody may have a file open whose operations are the module's, and so hold the module.
void files_may_be_open();

/// Has `function` called after a grace period; the module is not unloaded before it returned.
///
/// Context: any but NMI. `function` runs with softirqs off and must not sleep.
void call_rcu(::callback_head *head, ::rcu_callback_t function) __atomic;

/// The last thing a module does, when everything of it is destroyed.
[[gnu::always_inline]] inline void before_unload() __sleeps
{
	// First: closing a file may start timers.
	if (wait_for_files)
		wait_for_files();
	// Second: what the timers own may ask RCU for calls.
	if (stop_counted_timers)
		stop_counted_timers();
	if (wait_for_rcu_calls)
		wait_for_rcu_calls();
}

} // namespace kernel::detail
