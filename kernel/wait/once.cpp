// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/wait/once.hpp>

#include <asm-generic/bitops/instrumented-atomic.hpp>
#include <helpers/wait.hpp>
#include <linux/sched.hpp>
#include <linux/wait_bit.hpp>

#include <kernel/sync/barrier.hpp>

namespace kernel {

bool Once::begin() const
{
	::wait_on_bit_lock(&word_, running, ::macro::TASK_UNINTERRUPTIBLE);
	if (!done())
		return true;
	::clear_and_wake_up_bit(running, &word_);
	return false;
}

void Once::end(bool success) const
{
	if (success) {
		smp_mb__before_atomic(); // pairs with the acquire in done()
		::set_bit(succeeded, &word_);
	}
	::clear_and_wake_up_bit(running, &word_);
}

} // namespace kernel
