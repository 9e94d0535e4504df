// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A mutex that owns the data it protects.
//!
//! C: include/linux/mutex.h
#pragma once

#include <helpers/mutex.hpp>
#include <linux/mutex.hpp>
#include <linux/mutex_types.hpp>

#include <kernel/sync/lock.hpp>
#include <kernel/sync/sleeping_lock.hpp>

namespace kernel {

namespace detail {

struct MutexBackend {
	using Raw = ::mutex;
	static constexpr bool sleeps = true;

	template <typename Class>
	[[gnu::always_inline]] static void init(Raw *raw)
	{
		::kxx_mutex_init(raw, Class::name, &Class::key);
	}
	static constexpr void make_static(auto &raw, const char *name) { make_static_sleeping_lock(raw, name); }

	struct Exclusive : PlainMode<::mutex_lock, ::mutex_unlock, ::mutex_trylock> {};
	static int lock_interruptible(Raw *raw) { return ::mutex_lock_interruptible(raw); }
	static int lock_killable(Raw *raw) { return ::mutex_lock_killable(raw); }
};

} // namespace detail

/// Mutual exclusion for process context; the data is reachable only through a guard.
///
/// Use SpinLock where sleeping is forbidden. `name` becomes the lockdep class; `Order` says after
/// which other locks it may be taken. With `void` for T, the mutex has no data of its own; see
/// LockedBy. A static Mutex is `constinit`, and its data must not need a destructor.
///
/// Example:
///     struct Stats {
///             u64 reads = 0;
///     };
///     Mutex<Stats, "example.stats"> lock;
///     lock.lock()->reads++;
///     auto stats = lock.lock();
///     stats->reads++;
///     test.expect_eq(stats->reads, 2u);
template <typename T, Literal name, typename Order = Unordered>
using Mutex = Lock<T, name, detail::MutexBackend, Order>;

} // namespace kernel
