// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <asm/barrier.hpp>
#include <linux/srcu.hpp>
#include <linux/srcutree.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/sync/srcu.hpp>

namespace kernel::detail {

void end_srcu(::srcu_struct *srcu, bool *asked_again)
{
	// This works as in wait_for_rcu_calls(): a destroyed object may own a pointer of this
	// domain.
	while (kernel::read_once(*asked_again)) {
		kernel::write_once(*asked_again, false);
		::smp_mb();
		::srcu_barrier(srcu);
	}
	::cleanup_srcu_struct(srcu);
}

} // namespace kernel::detail
