// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <asm/barrier.hpp>
#include <linux/rcupdate.hpp>
#include <linux/rcutree.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/base/unload.hpp>

namespace kernel::detail {

constinit UnloadStep wait_for_rcu_calls = nullptr;

namespace {

/// Whether a callback was queued since wait_for_calls() last looked.
constinit bool asked_again = false;

void wait_for_calls()
{
	// A callback may queue another one, if its object owns such a pointer. If a running
	// callback finds `asked_again` still set, or sets it before it is cleared here, then it
	// queued its callback before rcu_barrier() begins, which waits for it. If it sets the flag
	// later, it does so before rcu_barrier() returns, since that waits for the running callback
	// itself.
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
	// Set after queueing the callback, see below. Written only once, so that CPUs do not fight
	// for the cache line.
	if (!kernel::read_once(asked_again)) {
		kernel::write_once(asked_again, true);
		wait_for_rcu_calls = wait_for_calls;
	}
}

} // namespace kernel::detail
