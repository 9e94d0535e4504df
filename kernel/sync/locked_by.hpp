// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Data that a lock elsewhere protects.
//!
//! C: the comment "protected by parent->lock" at a member
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/share.hpp>
#include <kernel/sync/lock.hpp>

namespace kernel {

/// Data outside its lock, reachable only with the guard of that lock.
///
/// Use it for members of many objects under the one lock of their container; if each object has its
/// own lock, put the data into the lock. `LockType` is the type of the container's lock. The lock
/// must outlive this object.
///
/// Invariants:
/// - `data_` is touched only with a guard of `*lock_`.
///
/// Example:
///     using QueueLock = Mutex<void, "example.queue">;
///     QueueLock lock, other;
///     LockedBy<u32, QueueLock> position(lock, 5u);
///     {
///             auto held = lock.lock();
///             u32 *mine = position.get(held);
///             TRY(test.require(mine));
///             *mine += 1;
///             test.expect_eq(*mine, 6u);
///     }
///     auto wrong = other.lock();
///     test.expect_null(position.get(wrong));
template <typename T, typename LockType>
class LockedBy {
public:
	LockedBy(const LockedBy &) = delete;
	LockedBy &operator=(const LockedBy &) = delete;
	/// Builds the data, which `lock` protects, in place from `args`.
	template <typename... Args>
		requires std::is_constructible_v<T, Args...>
	explicit LockedBy(const LockType &lock __lifetimebound, Args &&...args)
		: lock_(&lock), data_(std::forward<Args>(args)...)
	{
	}

	/// The data while `guard` is alive; null if it is the guard of another lock.
	template <typename Mode>
	[[gnu::always_inline]] auto get(Guard<LockType, Mode> &guard __lifetimebound) const __lifetimebound
		-> std::conditional_t<Mode::shared, const T *, T *>
	{
		return guard.opens(*lock_) ? &data_ : nullptr;
	}
	template <typename Mode>
	const T *get(const Guard<LockType, Mode> &guard __lifetimebound) const __lifetimebound
	{
		return guard.opens(*lock_) ? &data_ : nullptr;
	}
	template <typename Mode>
	T *get(Guard<LockType, Mode> &&guard) const = delete;

private:
	const LockType *lock_;
	mutable T data_;
};

template <typename T, typename LockType>
struct Sharing<LockedBy<T, LockType>> {
	static constexpr bool sendable = true;
	static constexpr bool shareable = true;
	using SendableIf = detail::Types<detail::IsSendable<T>>;
	using ShareableIf = detail::Types<detail::IsSendable<T>, detail::IsShareable<LockType>>;
};
/// If several readers may hold the lock at once, they also share the data.
template <typename T, typename Of, Literal name, typename Backend, typename Order>
struct Sharing<LockedBy<T, Lock<Of, name, Backend, Order>>> {
	using LockType = Lock<Of, name, Backend, Order>;

	static constexpr bool sendable = true;
	static constexpr bool shareable = true;
	using SendableIf = detail::Types<detail::IsSendable<T>>;
	using ShareableIf = typename detail::LockAsks<T, Backend, detail::IsShareable<LockType>>::Type;
};

} // namespace kernel
