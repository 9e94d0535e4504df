// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <helpers/wait.hpp>
#include <linux/sched.hpp>

#include <kernel/sync/wait.hpp>

namespace kernel::detail {

[[gnu::noinline]] u32 kthread_told()
{
	return ::kxx_kthread_told();
}

[[gnu::noinline]] bool kthread_told_since(u32 told)
{
	return ::kxx_kthread_told_since(told);
}

WokenEntry::WokenEntry(::wait_queue_head *queue) : queue_(queue), told_(kthread_told())
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
	const long interrupted = ::kxx_sleep_until_woken(&entry_, state, told_);

	told_ = kthread_told();
	return interrupted;
}

} // namespace kernel::detail
