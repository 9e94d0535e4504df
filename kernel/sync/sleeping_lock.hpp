// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the value of an unlocked mutex or rwsem, for statics.
//!
//! C: include/linux/mutex.h (__MUTEX_INITIALIZER), include/linux/rwsem.h (__RWSEM_INITIALIZER)
#pragma once

#include <linux/lockdep_types.hpp>

#include <kernel/sync/raw_spinlock.hpp>

namespace kernel::detail {

/// Both kinds have the same nonzero members. If the configuration lacks an option, the struct lacks
/// its members.
constexpr void make_static_sleeping_lock(auto &raw, const char *name)
{
	raw = {};
	raw.wait_lock = raw_spinlock_unlocked(name);
	raw.wait_list.next = raw.wait_list.prev = &raw.wait_list;
	if constexpr (requires { raw.magic; })
		raw.magic = &raw;
	if constexpr (requires { raw.dep_map.wait_type_inner; }) {
		raw.dep_map.name = name;
		raw.dep_map.wait_type_inner = ::LD_WAIT_SLEEP;
	}
}

} // namespace kernel::detail
