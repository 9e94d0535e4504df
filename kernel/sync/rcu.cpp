// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <asm/barrier.hpp>
#include <linux/rcupdate.hpp>
#include <linux/rcutree.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/base/unload.hpp>

namespace kernel::detail {

constinit UnloadStep wait_for_rcu_calls = nullptr;

namespace {

/// Whether RCU was asked for a call since wait_for_calls() last looked.
constinit bool asked_again = false;

void wait_for_calls()
{
	// A call may ask for another one: its object owns a pointer of that kind. If one that runs
	// now finds `asked_again` still set, or sets it before it is cleared here, then what it
	// asked for was queued before rcu_barrier() begins, which waits for that. If it sets it
	// later, it does so before rcu_barrier() returns, which waits for the call itself.
	do {
		kernel::write_once(asked_again, false);
		::smp_mb();
		::rcu_barrier();
	} while (kernel::read_once(asked_again));
}

} // namespace

void call_rcu(::callback_head *head, ::rcu_callback_t function)
{
	::call_rcu(head, function);
	// Behind the call, see below. Written once, so that CPUs do not fight for the line.
	if (!kernel::read_once(asked_again)) {
		kernel::write_once(asked_again, true);
		wait_for_rcu_calls = wait_for_calls;
	}
}

} // namespace kernel::detail
