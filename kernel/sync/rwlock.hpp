// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A spinning lock that several readers may hold at once.
//!
//! C: include/linux/rwlock.h
#pragma once

#include <helpers/spinlock.hpp>
#include <linux/rwlock.hpp>
#include <linux/rwlock_types.hpp>

#include <kernel/sync/lock.hpp>

namespace kernel {

namespace detail {

struct RwLockBackend {
	using Raw = ::rwlock_t;
	static constexpr bool sleeps = false;

	template <typename Class>
	[[gnu::always_inline]] static void init(Raw *raw)
	{
		::kxx_rwlock_init(raw, Class::name, &Class::key);
	}
	static constexpr void make_static(auto &raw, const char *name)
	{
		raw = {};
		if constexpr (requires { raw.magic; }) {
			raw.magic = 0xdeaf1eed; // RWLOCK_MAGIC
			raw.owner_cpu = -1u;
		}
		if constexpr (requires { raw.dep_map.wait_type_inner; }) {
			raw.dep_map.name = name;
			raw.dep_map.wait_type_inner = ::LD_WAIT_CONFIG;
		}
	}

	struct Read : PlainMode<::read_lock, ::read_unlock, ::read_trylock, Shared::Yes> {};
	struct ReadBh : PlainMode<::read_lock_bh, ::read_unlock_bh, nullptr, Shared::Yes> {};
	struct ReadIrq : PlainMode<::read_lock_irq, ::read_unlock_irq, nullptr, Shared::Yes> {};
	struct ReadIrqSave : IrqSaveMode<::kxx_read_lock_irqsave, ::read_unlock_irqrestore, nullptr, Shared::Yes> {};
	struct Write : PlainMode<::write_lock, ::write_unlock, ::write_trylock> {};
	struct WriteBh : PlainMode<::write_lock_bh, ::write_unlock_bh, nullptr> {};
	struct WriteIrq : PlainMode<::write_lock_irq, ::write_unlock_irq, nullptr> {};
	struct WriteIrqSave : IrqSaveMode<::kxx_write_lock_irqsave, ::write_unlock_irqrestore, nullptr> {};
};

} // namespace detail

/// Many readers or one writer, spinning; nothing may sleep while it is held.
///
/// RCU is better for readers, and SpinLock is faster for short sections: use this if there are many
/// readers with long sections that cannot use RCU.
///
/// Example:
///     RwLock<u32, "example.limit"> lock(10u);
///     {
///             auto limit = lock.write();
///             *limit = 20;
///     }
///     auto limit = lock.read();
///     test.expect_eq(*limit, 20u);
template <typename T, Literal name, typename Order = Unordered>
using RwLock = Lock<T, name, detail::RwLockBackend, Order>;

} // namespace kernel
