// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Lock order, checked at compile time.
//!
//! C: Documentation/locking/lockdep-design.rst, which finds at run time what the compiler refuses
//! here
#pragma once

#include <concepts>
#include <type_traits>

#include <kernel/base/annotations.hpp>

namespace kernel {

/// Order of a lock without one: the lock can be taken at any time, and its guard is no proof for an
/// ordered lock.
struct Unordered {};

/// Order of a lock that may be taken while one of `Locks` is held, or any lock that comes before
/// one of them.
///
/// A lock with an order is taken with a proof of what is held: the guard of the innermost lock,
/// Held<> in a function that is called with the lock held, or `nothing_held`. Code that violates
/// the order does not compile. Since a lock can name only locks that were declared before it, no
/// order has a cycle.
///
/// The compiler checks only the proof that the call passes. Two locks taken one after the other
/// with the same proof are not compared with each other: pass the innermost guard.
///
/// Example:
///     using Table = Mutex<u32, "example.table", Outermost>;
///     using Queue = Mutex<u32, "example.queue", After<Table>>;
///     using Slot = SpinLock<u32, "example.slot", After<Queue>>;
///     Table table_lock;
///     Queue queue_lock;
///     Slot slot_lock;
///
///     auto table = table_lock.lock(nothing_held);
///     auto queue = queue_lock.lock(table);
///     auto slot = slot_lock.lock(queue); // slot_lock.lock(table) would do, too
///     *slot = *queue + *table;
///     test.expect_eq(*slot, 0u);
template <typename... Locks>
struct After;

/// Order of a lock that is taken first.
using Outermost = After<>;

namespace detail {

template <typename Lock>
struct OrderOf;
template <typename Lock>
using Order = typename OrderOf<std::remove_cvref_t<Lock>>::Type;

template <typename Lock>
concept has_order = !std::is_same_v<Order<Lock>, Unordered>;

template <typename Held, typename Order>
inline constexpr bool comes_before = false;
template <typename Held, typename... Locks>
inline constexpr bool comes_before<Held, After<Locks...>> =
	(false || ... || (std::is_same_v<Held, Locks> || comes_before<Held, Order<Locks>>));

} // namespace detail

template <typename... Locks>
struct After {
	static_assert((true && ... && detail::has_order<Locks>),
		      "lock order: After<> names a lock that has no order itself");
};

/// Says that no ordered lock is held, as at the start of a callback or a system call.
///
/// Do not use it to silence an error: on debug kernels, lockdep checks the claim.
struct NothingHeld {};
inline constexpr NothingHeld nothing_held{};

/// Proof that a lock of type `Lock` is held, for passing to a function. It is made from the guard.
///
/// Example:
///     struct Pair {
///             Mutex<u32, "example.outer", Outermost> outer;
///             Mutex<u32, "example.inner", After<decltype(outer)>> inner;
///
///             u32 both(Held<decltype(outer)> held, u32 value)
///             {
///                     return *inner.lock(held) + value;
///             }
///     };
///     Pair pair;
///     auto outer = pair.outer.lock(nothing_held);
///     test.expect_eq(pair.both(outer, 3), 3u);
template <typename Lock>
class __view(Lock) Held {
public:
	/// The lock that was taken last.
	using Innermost = Lock;

	/// Makes a proof from a guard, or from the same proof.
	template <typename Proof>
		requires std::is_same_v<typename Proof::Innermost, Lock>
	constexpr Held(const Proof &) __atomic
	{
	}
};

namespace detail {

template <typename Proof>
concept lock_proof = std::is_same_v<Proof, NothingHeld> || requires { typename Proof::Innermost; };

template <typename Lock, typename Proof>
consteval void check_proof()
{
	if constexpr (!std::is_same_v<Proof, NothingHeld>) {
		using Held = typename Proof::Innermost;
		static_assert(!(Lock::sleeps && Held::never_sleeps),
			      "sleeping while atomic: this lock may sleep, and a spinning lock is held");
		if constexpr (has_order<Lock>)
			static_assert(comes_before<Held, Order<Lock>>,
				      "lock order: this lock does not come After<> the one that is held");
	}
}

/// Whether `Lock` may be taken with this proof; if not, a compile error says why.
template <typename Lock, typename... Proof>
consteval void check_order()
{
	static_assert(sizeof...(Proof) <= 1 && (true && ... && lock_proof<Proof>),
		      "a lock is taken with one proof: a guard, a Held<>, or nothing_held");
	if constexpr (sizeof...(Proof) == 0)
		static_assert(!has_order<Lock>, "lock order: this lock has one; say what is held: lock(guard), "
						"lock(held) or lock(nothing_held)");
	else
		check_proof<Lock, Proof...>();
}

} // namespace detail
} // namespace kernel
