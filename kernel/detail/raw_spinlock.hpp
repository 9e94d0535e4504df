// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The value of an unlocked raw spinlock, for statics.
//!
//! C: include/linux/spinlock_types_raw.h (__RAW_SPIN_LOCK_INITIALIZER)
#pragma once

#include <linux/lockdep_types.hpp>
#include <linux/spinlock_types_raw.hpp>

namespace kernel::detail {

/// An unlocked lock whose lockdep class is its own address, so only for statics.
/// What a configuration lacks (debugging, lockdep) its struct does not have.
consteval ::raw_spinlock_t raw_spinlock_unlocked(const char *name)
{
	auto make = [](auto lock, const char *text) {
		if constexpr (requires { lock.magic; }) {
			lock.magic = 0xdead4ead; // SPINLOCK_MAGIC
			lock.owner_cpu = -1u;
		}
		if constexpr (requires { lock.dep_map.wait_type_inner; }) {
			lock.dep_map.name = text;
			lock.dep_map.wait_type_inner = ::LD_WAIT_SPIN;
		}
		return lock;
	};
	return make(::raw_spinlock_t{}, name);
}

} // namespace kernel::detail
