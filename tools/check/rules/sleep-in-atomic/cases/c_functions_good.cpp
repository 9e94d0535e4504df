// SPDX-License-Identifier: GPL-2.0
//! C functions under a spinlock that do not sleep there: they never do, or not with these flags.
#include <linux/completion.hpp>
#include <linux/jiffies.hpp>
#include <linux/random.hpp>
#include <linux/slab.hpp>
#include <linux/timekeeping.hpp>
#include <linux/workqueue.hpp>

#include <kernel/prelude.hpp>

using namespace kernel;

SpinLock<u64, "case.count"> count;

/// Uses much of C.
///
/// Safety:
/// - `done` and `work` are initialised, and live for ever.
void use(unsafe_t, ::completion *done, ::work_struct *work, ::workqueue_struct *queue);
void use(unsafe_t, ::completion *done, ::work_struct *work, ::workqueue_struct *queue)
{
	auto held = count.lock();

	// SAFETY: as the caller says. What is allocated here is freed below; kfree() takes null.
	::complete(done);
	// SAFETY: as above.
	::queue_work(queue, work);
	// SAFETY: as above.
	void *memory = ::kmalloc(64, GFP_ATOMIC.bits());
	// SAFETY: reading a clock has no precondition.
	*held += static_cast<u64>(::ktime_get());
	// SAFETY: random bytes may be asked for at any time.
	*held += ::get_random_u32();
	// SAFETY: as above.
	::kfree(memory);
}
