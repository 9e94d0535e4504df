// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Read-copy-update: readers never wait, and updaters wait for readers.
//!
//! C: include/linux/rcupdate.h
//!
//! Read sections and grace periods. kernel/sync/rcu_ptr.hpp has the pointers that readers follow, with
//! an example of both sides; kernel/sync/rcu_box.hpp has the objects that they may find there.
#pragma once

#include <type_traits>

#include <linux/rcupdate.hpp>
#include <linux/rcutree.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/share.hpp>

namespace kernel {

namespace rcu {

/// A read-side section: an object from RcuPtr::get() stays valid until the guard is destroyed.
///
/// Use it as a local variable, which is never moved or passed to another task; sections may nest.
/// Keep sections short. For sections that sleep, use Srcu.
///
/// Context: any. Within, nothing may sleep.
///
/// Example:
///     rcu::ReadGuard reading;
///     rcu::ReadGuard nested;
///     test.expect(rcu::reading());
class [[nodiscard]] __atomic_region ReadGuard : Pinned, public TaskBound {
public:
	[[gnu::always_inline]] ReadGuard() __atomic { ::rcu_read_lock(); }
	[[gnu::always_inline]] ~ReadGuard() __atomic { ::rcu_read_unlock(); }
};

/// Whether this task is in a read-side section, as far as lockdep knows; always true without
/// lockdep.
[[nodiscard]] inline bool reading() __atomic
{
	return ::rcu_read_lock_held();
}

/// Waits until every read-side section that has already begun is over.
///
/// Context: process; may sleep, often for tens of milliseconds. Not inside a section: it would wait
/// for itself.
inline void synchronize() __sleeps
{
	::synchronize_rcu();
}
/// A faster synchronize() that disturbs all CPUs. Use it when a user waits for the result.
///
/// Context: process; may sleep.
inline void synchronize_expedited() __sleeps
{
	::synchronize_rcu_expedited();
}
/// Waits for every RCU callback and every deferred free that anybody has already queued.
///
/// A module need not call it before it is unloaded. Context: process; may sleep, long.
inline void barrier() __sleeps
{
	::rcu_barrier();
}

/// A grace period that can be polled instead of waited for.
///
/// Example:
///     auto period = rcu::GracePeriod::start();
///     period.wait();
///     test.expect(period.over());
class GracePeriod {
public:
	/// Starts a grace period now, or soon. Context: any.
	[[nodiscard]] static GracePeriod start() __atomic { return GracePeriod(::start_poll_synchronize_rcu()); }
	/// Whether all sections that had begun before start() are over. Context: any.
	[[nodiscard]] bool over() const __atomic { return ::poll_state_synchronize_rcu(cookie_); }
	/// Waits until over(). Context: process; may sleep.
	void wait() const __sleeps { ::cond_synchronize_rcu(cookie_); }

private:
	explicit GracePeriod(unsigned long cookie) : cookie_(cookie) {}

	unsigned long cookie_;
};

/// A type, such as RcuPtr, that RCU readers may use without holding the lock whose data it is part
/// of. The type names itself, because a class derived from it may have data that needs the lock.
template <typename M>
concept readable_without_lock = std::is_same_v<typename M::ReadableWithoutLock, M>;

/// A member of a lock's data that RCU readers may read as const, without the lock.
///
/// `lock` is a Mutex, a SpinLock or another lock that owns its data; `member` is an RcuPtr or
/// SrcuPtr in its data. The holder of the lock has it non-const, and so may replace the object.
///
/// Context: any.
template <typename LockType, readable_without_lock M>
[[gnu::always_inline]] inline const M &unlocked(const LockType &lock __lifetimebound, M LockType::Data::*member)
	__atomic
{
	// SAFETY: this gives mutable access to the lock's data, but uses only the address: an M allows
	// const access at any time, and the lock excludes all other access.
	return const_cast<LockType &>(lock).data(unsafe).*member;
}
template <typename LockType, readable_without_lock M>
const M &unlocked(const LockType &&lock, M LockType::Data::*member) = delete;

} // namespace rcu

} // namespace kernel
