// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <helpers/wait.hpp>
#include <linux/sched.hpp>

#include <kernel/sync/wait.hpp>

namespace kernel::detail {

WokenEntry::WokenEntry(::wait_queue_head *queue) : queue_(queue)
{
	::kxx_init_woken_entry(&entry_);
	::add_wait_queue(queue_, &entry_);
}

WokenEntry::~WokenEntry()
{
	::remove_wait_queue(queue_, &entry_);
}

long WokenEntry::sleep(unsigned int state)
{
	return ::kxx_sleep_until_woken(&entry_, state);
}

} // namespace kernel::detail
