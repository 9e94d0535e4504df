// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Read-copy-update: readers that wait for nobody, updaters that wait for readers.
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

/// A read-side section: what RcuPtr::get() yields stays until the guard goes.
///
/// A local variable, never moved or handed to another task; nesting is fine. Keep it short. For
/// sections that sleep use Srcu.
///
/// Context: any. Within, nothing may sleep.
///
/// Example:
///     rcu::ReadGuard reading;
///     rcu::ReadGuard nested;
///     test.expect(rcu::reading());
class [[nodiscard]] ReadGuard : Pinned, public TaskBound {
public:
	[[gnu::always_inline]] ReadGuard() __atomic { ::rcu_read_lock(); }
	[[gnu::always_inline]] ~ReadGuard() { ::rcu_read_unlock(); }
};

/// Whether this task is in a read-side section, as far as is known: true where lockdep is off.
[[nodiscard]] inline bool reading() __atomic
{
	return ::rcu_read_lock_held();
}

/// Waits until every read-side section that has begun by now is over.
///
/// Context: process; may sleep, for some ten milliseconds. Not within a section: it would wait for
/// itself.
inline void synchronize() __sleeps
{
	::synchronize_rcu();
}
/// synchronize() in a hurry: disturbs all CPUs. For what a user waits for.
///
/// Context: process; may sleep.
inline void synchronize_expedited() __sleeps
{
	::synchronize_rcu_expedited();
}
/// Waits for every call and every deferred freeing that RCU was asked for by now, by anybody.
///
/// A module need not do so before it is unloaded. Context: process; may sleep, long.
inline void barrier() __sleeps
{
	::rcu_barrier();
}

/// A grace period that can be asked about instead of waited for.
///
/// Example:
///     auto period = rcu::GracePeriod::start();
///     period.wait();
///     test.expect(period.over());
class GracePeriod {
public:
	/// One that begins now, or soon. Context: any.
	[[nodiscard]] static GracePeriod start() __atomic
	{
		return GracePeriod(::start_poll_synchronize_rcu());
	}
	/// Whether all sections that had begun by start() are over. Context: any.
	[[nodiscard]] bool over() const __atomic { return ::poll_state_synchronize_rcu(cookie_); }
	/// Waits until over(). Context: process; may sleep.
	void wait() const __sleeps { ::cond_synchronize_rcu(cookie_); }

private:
	explicit GracePeriod(unsigned long cookie) : cookie_(cookie) {}

	unsigned long cookie_;
};

/// A pointer that may be read while the lock that protects its object is not held. It names itself: a
/// class derived from it may have data that needs the lock.
template <typename M>
concept readable_without_lock = std::is_same_v<typename M::ReadableWithoutLock, M>;

/// A member of a lock's data that RCU's readers may read: without the lock, and const.
///
/// `lock` is a Mutex, a SpinLock or another lock that owns its data; `member` an RcuPtr or SrcuPtr
/// in there. Who holds the lock has it non-const, and so may replace what it leads to.
///
/// Context: any.
template <typename LockType, readable_without_lock M>
[[gnu::always_inline]] inline const M &unlocked(const LockType &lock __lifetimebound,
						M LockType::Data::*member) __atomic
{
	// The lock's data is mutable there. Only its address is taken: an M is made for const
	// accesses at any time, and the lock excludes all others.
	return const_cast<LockType &>(lock).data().*member;
}
template <typename LockType, readable_without_lock M>
const M &unlocked(const LockType &&lock, M LockType::Data::*member) = delete;

} // namespace rcu

} // namespace kernel
