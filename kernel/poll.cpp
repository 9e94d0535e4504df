// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The end of a queue that poll() was shown.
#include <kernel/poll.hpp>

#include <linux/rcupdate.hpp>

namespace kernel::detail {

void end_of_poll(::wait_queue_head *queue)
{
	::wake_up_pollfree(queue);
	// Whoever took itself off the queue did so under RCU.
	::synchronize_rcu();
}

} // namespace kernel::detail
