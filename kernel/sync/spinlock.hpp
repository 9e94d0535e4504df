// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Spinning locks that own the data they protect.
//!
//! C: include/linux/spinlock.h
#pragma once

#include <helpers/spinlock.hpp>
#include <linux/spinlock.hpp>
#include <linux/spinlock_types.hpp>

#include <kernel/sync/lock.hpp>
#include <kernel/sync/raw_spinlock.hpp>

namespace kernel {

namespace detail {

struct SpinLockBackend {
	using Raw = ::spinlock_t;
	static constexpr bool sleeps = false;

	template <typename Class>
	[[gnu::always_inline]] static void init(Raw *raw)
	{
		::kxx_spin_lock_init(raw, Class::name, &Class::key);
	}
	static constexpr void make_static(auto &raw, const char *name)
	{
		raw.rlock = raw_spinlock_unlocked(name, nullptr, ::LD_WAIT_CONFIG);
	}

	struct Exclusive : PlainMode<::spin_lock, ::spin_unlock, ::spin_trylock> {};
	struct Bh : PlainMode<::spin_lock_bh, ::spin_unlock_bh, ::spin_trylock_bh> {};
	struct Irq : PlainMode<::spin_lock_irq, ::spin_unlock_irq, ::spin_trylock_irq> {};
	struct IrqSave : IrqSaveMode<::kxx_spin_lock_irqsave, ::spin_unlock_irqrestore, ::kxx_spin_trylock_irqsave> {};
};

struct RawSpinLockBackend {
	using Raw = ::raw_spinlock_t;
	static constexpr bool sleeps = false;

	template <typename Class>
	[[gnu::always_inline]] static void init(Raw *raw)
	{
		::kxx_raw_spin_lock_init(raw, Class::name, &Class::key);
	}
	static constexpr void make_static(auto &raw, const char *name) { raw = raw_spinlock_unlocked(name); }

	struct Exclusive : PlainMode<::raw_spin_lock, ::raw_spin_unlock, ::raw_spin_trylock> {};
	struct Bh : PlainMode<::raw_spin_lock_bh, ::raw_spin_unlock_bh, ::raw_spin_trylock_bh> {};
	struct Irq : PlainMode<::raw_spin_lock_irq, ::raw_spin_unlock_irq, ::raw_spin_trylock_irq> {};
	struct IrqSave : IrqSaveMode<::kxx_raw_spin_lock_irqsave, ::raw_spin_unlock_irqrestore,
				     ::kxx_raw_spin_trylock_irqsave> {};
};

} // namespace detail

/// Mutual exclusion in every context; nothing may sleep while it is held.
///
/// Use Mutex if all users may sleep. If an interrupt handler uses the data, all other users lock it
/// with lock_irqsave() (or lock_irq()); if a softirq uses it, with lock_bh(). Guards that turn
/// interrupts off must be destroyed in the reverse of the order in which they were taken.
///
/// Example:
///     SpinLock<u32, "example.pending"> lock(1u);
///     {
///             auto pending = lock.lock_irqsave();
///             *pending += 1;
///     }
///     test.expect_eq(*lock.lock(), 2u);
template <typename T, Literal name, typename Order = Unordered>
using SpinLock = Lock<T, name, detail::SpinLockBackend, Order>;

/// A SpinLock that also spins on real-time kernels. Use it inside interrupt controllers and timers;
/// everywhere else use SpinLock.
///
/// Example:
///     RawSpinLock<u32, "example.mask"> lock;
///     auto mask = lock.lock_irqsave();
///     *mask |= 4;
///     test.expect_eq(*mask, 4u);
template <typename T, Literal name, typename Order = Unordered>
using RawSpinLock = Lock<T, name, detail::RawSpinLockBackend, Order>;

} // namespace kernel
