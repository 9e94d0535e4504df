// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <helpers/wait.hpp>
#include <linux/sched.hpp>

#include <kernel/wait/wait.hpp>

namespace kernel::detail {

[[gnu::noinline]] void sleep_unless_told(u32 &told)
{
	if (!::kxx_kthread_told_since(&told))
		::schedule();
}

[[gnu::noinline]] void sleep_unless_told(u32 &told, long &left)
{
	if (!::kxx_kthread_told_since(&told))
		left = ::schedule_timeout(left);
}

[[gnu::noinline]] long sleep_or_nap(long jiffies)
{
	const long at_once = ::kxx_kthread_told() && jiffies > 1 ? 1 : jiffies;

	return jiffies - (at_once - ::schedule_timeout(at_once));
}

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
	return ::kxx_sleep_until_woken(&entry_, state, &told_);
}

} // namespace kernel::detail
