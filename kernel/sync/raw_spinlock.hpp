// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the value of an unlocked raw spinlock, for statics.
//!
//! C: include/linux/spinlock_types_raw.h (__RAW_SPIN_LOCK_INITIALIZER)
#pragma once

#include <linux/lockdep_types.hpp>
#include <linux/spinlock_types_raw.hpp>

#include <kernel/base/types.hpp>

namespace kernel::detail {

/// An unlocked lock for statics, of the class `key`; without a key, its own address is its class.
/// If the configuration lacks an option (debugging, lockdep), the struct lacks its members.
constexpr ::raw_spinlock_t raw_spinlock_unlocked(const char *name, ::lock_class_key *key = nullptr,
						 int wait_type = ::LD_WAIT_SPIN)
{
	auto make = [](auto lock, const char *text, ::lock_class_key *class_key, int type) {
		if constexpr (requires { lock.magic; }) {
			lock.magic = 0xdead4ead; // SPINLOCK_MAGIC
			lock.owner_cpu = -1u;
		}
		if constexpr (requires { lock.dep_map.wait_type_inner; }) {
			lock.dep_map.name = text;
			lock.dep_map.key = class_key;
			lock.dep_map.wait_type_inner = static_cast<u8>(type);
		}
		return lock;
	};
	return make(::raw_spinlock_t{}, name, key, wait_type);
}

} // namespace kernel::detail
