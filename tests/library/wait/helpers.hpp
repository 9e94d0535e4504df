// SPDX-License-Identifier: GPL-2.0
//! Helpers that the cases in this directory share.
#pragma once

#include "../soon.hpp"

#include <helpers/sched.hpp>
#include <linux/sched/signal.hpp>
#include <linux/signal.hpp>
#include <uapi/asm/signal.hpp>

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>

/// Sends a signal to a thread that allows it.
inline void send_a_signal(const kernel::Kthread &thread, int number)
{
	::send_sig(number, thread.as_raw(), 1);
}

/// A number that counts its readers' checks: a thread that has checked it twice is on its queue.
struct Flag {
	kernel::Atomic<bool> value;
	kernel::Atomic<kernel::u32> asked;

	bool ask()
	{
		const bool now = value.load(kernel::relaxed);
		asked.inc();
		return now;
	}
};
