// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Read-copy-update: readers never wait, and updaters wait for readers.
//!
//! C: include/linux/rcupdate.h
//!
//! Readers hold an rcu::ReadGuard and get the object that an RcuPtr points to. The updater replaces
//! the object, and the old one lives on until its last reader has left.
//!
//!     struct State {
//!             RcuPtr<Config> config;
//!     };
//!     Mutex<State, "disk.state"> state_;
//!
//!     // Reading, with a guard of RCU and without the mutex:
//!     rcu::ReadGuard reading;
//!     if (auto *config = rcu::unlocked(state_, &State::config).get(reading))
//!             use(*config);
//!
//!     // Updating, with the mutex; the old object is freed after a grace period:
//!     auto next = TRY(make_rcu_box<Config>(GFP_KERNEL, …));
//!     state_.lock()->config.replace(std::move(next));
//!
//! An RCU callback may destroy an object. The module stays until all such callbacks have returned
//! (kernel/base/unload.hpp); nobody needs to call rcu_barrier().
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <helpers/rcupdate.hpp>
#include <helpers/slab.hpp>
#include <linux/rcupdate.hpp>
#include <linux/rcutree.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/base/unload.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/gfp.hpp>

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
class [[nodiscard]] ReadGuard : Pinned, public TaskBound {
public:
	[[gnu::always_inline]] ReadGuard() __atomic { ::rcu_read_lock(); }
	[[gnu::always_inline]] ~ReadGuard() { ::rcu_read_unlock(); }
};

/// Whether this task is in a read-side section, as far as lockdep knows; always true without
/// lockdep.
[[nodiscard]] inline bool reading() __atomic
{
	return ::rcu_read_lock_held();
}

/// Waits until every read-side section that has already begun is over.
////// Context: process; may sleep, for some ten milliseconds. Not inside a section: it would wait
///for itself.
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
	[[nodiscard]] static GracePeriod start() __atomic
	{
		return GracePeriod(::start_poll_synchronize_rcu());
	}
	/// Whether all sections that had begun before start() are over. Context: any.
	[[nodiscard]] bool over() const __atomic { return ::poll_state_synchronize_rcu(cookie_); }
	/// Waits until over(). Context: process; may sleep.
	void wait() const __sleeps { ::cond_synchronize_rcu(cookie_); }

private:
	explicit GracePeriod(unsigned long cookie) : cookie_(cookie) {}

	unsigned long cookie_;
};

/// A pointer that may be read without holding the lock whose data it is part of. The type names
/// itself, because a class derived from it may have data that needs the lock.
template <typename M>
concept readable_without_lock = std::is_same_v<typename M::ReadableWithoutLock, M>;

/// A member of a lock's data that RCU readers may read as const, without the lock.
///
/// `lock` is a Mutex, a SpinLock or another lock that owns its data; `member` is an RcuPtr or
/// SrcuPtr in its data. The holder of the lock has it non-const, and so may replace the object.
///
/// Context: any.
template <typename LockType, readable_without_lock M>
[[gnu::always_inline]] inline const M &unlocked(const LockType &lock __lifetimebound,
						M LockType::Data::*member) __atomic
{
	// This gives mutable access to the lock's data, but uses only the address: an M allows
	// const access at any time, and the lock excludes all other access.
	return const_cast<LockType &>(lock).data().*member;
}
template <typename LockType, readable_without_lock M>
const M &unlocked(const LockType &&lock, M LockType::Data::*member) = delete;

} // namespace rcu

namespace detail {

/// An object that readers may still see after its owner has dropped it. The head comes first, so
/// that the kernel can free it without knowing T.
template <typename T>
struct RcuNode {
	template <typename... Args>
	explicit RcuNode(Args &&...args) : object(std::forward<Args>(args)...)
	{
	}

	::callback_head head;
	T object;

	static RcuNode *of(T *object)
	{
		// offsetof() works only for standard-layout types.
		constexpr usize offset =
			(sizeof(::callback_head) + alignof(T) - 1) / alignof(T) * alignof(T);
		static_assert(sizeof(RcuNode) - offset - sizeof(T) < alignof(RcuNode));
		return reinterpret_cast<RcuNode *>(reinterpret_cast<char *>(object) - offset);
	}
	/// Destroys and frees the node; RCU calls it.
	static void destroy(::callback_head *head)
	{
		auto *node = reinterpret_cast<RcuNode *>(head);
		node->~RcuNode();
		Kmalloc::free(node);
	}
};

/// The domain of plain RCU readers; the other domain is SrcuDomain.
struct RcuDomain {
	struct Section {};

	[[gnu::always_inline]] Section enter() const
	{
		::rcu_read_lock();
		return {};
	}
	[[gnu::always_inline]] void leave(Section) const { ::rcu_read_unlock(); }
	void synchronize() const { ::synchronize_rcu(); }

	/// Destroys an object after a grace period.
	template <typename T>
	void retire(T *object) const
	{
		using Node = RcuNode<T>;

		// The kernel can free an object that needs no destructor without this module's
		// code.
		if constexpr (std::is_trivially_destructible_v<T>)
			::kxx_kfree_rcu(&Node::of(object)->head);
		else
			detail::call_rcu(&Node::of(object)->head, Node::destroy);
	}
};

template <typename T, typename Domain>
class RcuCell;

} // namespace detail

/// Owns one T that nobody reads, because it is not published yet, or no longer.
///
/// An RcuPtr takes its objects in this form. It is like Box, with 16 extra bytes that RCU needs to
/// free the object without waiting.
///
/// Invariants:
/// - `object_` is in an RcuNode from Kmalloc that nobody else uses, or is null after a move.
///
/// Example:
///     auto box = TRY(make_rcu_box<u32>(GFP_KERNEL, 1u));
///     *box += 1;
///     RcuPtr<u32> pointer(std::move(box));
template <typename T>
class [[nodiscard]] __owner(T) RcuBox {
	using Node = detail::RcuNode<T>;
	static_assert(alignof(Node) <= Kmalloc::alignment, "kmalloc does not align that much");

public:
	RcuBox(RcuBox &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
	RcuBox &operator=(RcuBox &&other) noexcept
	{
		RcuBox old(std::move(other));
		std::swap(object_, old.object_);
		return *this;
	}
	~RcuBox()
	{
		if (object_)
			Node::destroy(&Node::of(object_)->head);
	}

	T &operator*() & __lifetimebound { return *object_; }
	const T &operator*() const & __lifetimebound { return *object_; }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return object_; }
	const T *operator->() const __lifetimebound { return object_; }
	T *get() & __lifetimebound { return object_; }
	const T *get() const & __lifetimebound { return object_; }
	T *get() && = delete;

	/// Gives up ownership. from_raw() takes it back.
	[[nodiscard]] T *into_raw() && { return std::exchange(object_, nullptr); }
	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of an RcuBox<T>, and nobody took it back yet.
	/// - nobody reads the object.
	static RcuBox from_raw(unsafe_t, T *raw) { return RcuBox(raw); }

private:
	explicit RcuBox(T *object) : object_(object) {}

	T *object_;
};

/// Allocates and builds a T in place; the constructor cannot fail.
///
/// Errors: ENOMEM.
/// Context: as `flags` allow.
template <typename T, typename... Args>
Result<RcuBox<T>> make_rcu_box(Gfp flags, Args &&...args)
{
	using Node = detail::RcuNode<T>;
	void *memory = Kmalloc::alloc(sizeof(Node), flags);

	if (!memory) [[unlikely]]
		return ENOMEM;
	auto *node = ::new (memory) Node(std::forward<Args>(args)...);
	// SAFETY: a fresh node that nobody knows but the box.
	return RcuBox<T>::from_raw(unsafe, &node->object);
}

/// An object that was removed from an RcuPtr, or nothing: no new reader finds it, but old readers
/// may still read it.
///
/// It may be dropped anywhere: an RCU callback destroys the object after a grace period, so the
/// object's destructor must not sleep. If it does sleep, call wait() first; if the object is still
/// needed, call reclaim().
///
/// Invariants:
/// - `object_` is null, or is in an RcuNode that no RcuPtr points to and that was not passed to RCU
///   yet.
template <typename T, typename Domain = detail::RcuDomain>
class Retired {
public:
	Retired(Retired &&other) noexcept
		: domain_(other.domain_), object_(std::exchange(other.object_, nullptr))
	{
	}
	Retired &operator=(Retired &&) = delete;
	/// Has it destroyed after a grace period. Context: any but NMI.
	~Retired() __atomic
	{
		if (object_)
			domain_.retire(object_);
	}

	/// Whether there is an object.
	explicit operator bool() const { return object_ != nullptr; }
	/// The object or null; others may be reading it.
	const T *get() const & __lifetimebound { return object_; }
	const T *get() && = delete;

	/// Waits for the readers and destroys the object here, where its destructor may sleep.
	///
	/// Only for a variable: `lock.lock()->pointer.take().wait()` would hold the lock during the
	/// wait.
	///
	/// Context: process; may sleep. Not within a read-side section.
	void wait() & __sleeps { reclaim().ignore(); }
	void wait() && = delete;

	/// Waits for the readers and then returns the object, which the caller owns alone.
	////// Errors: ENOENT: there is none.
	/// Context: process; may sleep. Not within a read-side section.
	Result<RcuBox<T>> reclaim() & __sleeps
	{
		if (!object_)
			return ENOENT;
		domain_.synchronize();
		// SAFETY: no RcuPtr points to it, and the readers that found it have left.
		return RcuBox<T>::from_raw(unsafe, std::exchange(object_, nullptr));
	}
	Result<RcuBox<T>> reclaim() && = delete;

	/// Takes over an object that something other than an RcuPtr, such as a table, published to
	/// readers.
	///
	/// Safety:
	/// - `object` is null or from into_raw() of an RcuBox<T>, and nobody else has it.
	/// - No reader that begins from now on finds it.
	static Retired adopt(unsafe_t, T *object, Domain domain = {}) { return Retired(domain, object); }

private:
	template <typename, typename>
	friend class detail::RcuCell;

	/// INVARIANT: no RcuPtr points to `object` any more.
	Retired(Domain domain, T *object) : domain_(domain), object_(object) {}

	[[no_unique_address]] Domain domain_;
	T *object_;
};

namespace detail {

/// The pointer and its functions for updaters; derived classes add those for readers.
///
/// Invariants:
/// - `object_` is null or in an RcuNode that only this pointer points to.
template <typename T, typename Domain>
class RcuCell {
	static_assert(!std::is_const_v<T>, "say RcuPtr<T>: readers see a const T in any case");

public:
	RcuCell(const RcuCell &) = delete;
	RcuCell &operator=(const RcuCell &) = delete;
	using Old = Retired<T, Domain>;

	/// Whether there is no object at the moment. Context: any.
	[[nodiscard]] bool empty() const __atomic { return !::kxx_rcu_access_pointer(&object_); }

	/// The object, or null, for the updater, until it replaces the object. Readers may also be
	/// reading it.
	const T *current() & __lifetimebound { return protected_object(); }
	const T *current() && = delete;

	/// Publishes `next` to readers. Returns the previous object.
	///
	/// Context: any.
	Old replace(RcuBox<T> next) __atomic { return swap(std::move(next).into_raw()); }
	/// Removes the object from readers. Returns it.
	///
	/// Context: any.
	Old take() __atomic { return swap(nullptr); }

	/// replace() for an updater that shares the pointer with others.
	///
	/// Safety:
	/// - nobody else calls current(), replace() or take() at the same time.
	Old replace(unsafe_t, RcuBox<T> next) const __atomic
	{
		return swap(std::move(next).into_raw());
	}
	/// take() for an updater that shares the pointer with others.
	///
	/// Safety:
	/// - nobody else calls current(), replace() or take() at the same time.
	Old take(unsafe_t) const __atomic { return swap(nullptr); }

	// For callers that may not replace: gives the error message.
	template <typename Next>
		requires std::is_same_v<std::remove_cvref_t<Next>, RcuBox<T>>
	void replace(Next &&) const
	{
		no_updater<Next>();
	}
	template <typename None = void>
	Old take() const
	{
		no_updater<None>();
	}
	template <typename None = void>
	const T *current() const &
	{
		no_updater<None>();
	}

protected:
	explicit constexpr RcuCell(Domain domain) : domain_(domain) {}
	RcuCell(Domain domain, RcuBox<T> first)
		: domain_(domain), object_(std::move(first).into_raw())
	{
		check();
	}
	~RcuCell() = default;

	T *protected_object() const
	{
		return static_cast<T *>(::kxx_rcu_dereference_protected(&object_, true));
	}
	void *const *place() const { return &object_; }
	const Domain &domain() const { return domain_; }

	/// Drops the last object.
	void retire() const
	{
		if (T *last = protected_object())
			domain_.retire(last);
	}

private:
	template <typename Any>
	static constexpr void no_updater()
	{
		static_assert(!std::is_same_v<Any, Any>,
			      "only one task may replace it at a time: put the RcuPtr into the "
			      "data of a lock (readers use rcu::unlocked), or say unsafe");
	}
	static constexpr void check()
	{
		static_assert(shareable<T>,
			      "several readers use the object at once: T must be shareable");
		static_assert(sendable<T>,
			      "another task destroys the object: T must be sendable");
	}

	[[gnu::always_inline]] Old swap(T *next) const
	{
		check();
		T *old = protected_object();
		::kxx_rcu_assign_pointer(&object_, next);
		return Old(domain_, old);
	}

	[[no_unique_address]] Domain domain_;
	mutable void *object_ = nullptr;
};

/// The functions for readers.
template <typename T>
class RcuPtrBase : public RcuCell<T, RcuDomain> {
public:
	/// The object, or null if there is none. It stays valid as long as the guard lives.
	///
	/// Context: any.
	[[gnu::always_inline]] const T *
	get(const rcu::ReadGuard &reading __lifetimebound) const __atomic
	{
		static_cast<void>(reading);
		return static_cast<const T *>(::kxx_rcu_dereference(this->place()));
	}
	/// Deleted, since the section would be over before the object is read.
	const T *get(const rcu::ReadGuard &&) const = delete;
	/// Deleted, since reading needs a section: make an rcu::ReadGuard and pass it to get().
	const T *get() const = delete;

protected:
	constexpr RcuPtrBase() : RcuCell<T, RcuDomain>({}) {}
	explicit RcuPtrBase(RcuBox<T> first) : RcuCell<T, RcuDomain>({}, std::move(first)) {}
};

} // namespace detail

/// An RcuPtr for statics: it has no destructor, so the module must clear it before it is unloaded.
///
/// Otherwise it is like RcuPtr. An object that it still holds at unload is leaked: call take() in
/// the destructor of the module's class. No destructor would run for that object, so T must not
/// have one: a timer or a work item in it would keep running without the module.
///
/// Example:
///     StaticRcuPtr<u32> answer; // usually: static constinit
///     answer.replace(TRY(make_rcu_box<u32>(GFP_KERNEL, 42u)));
///     answer.take();
///     test.expect(answer.empty());
template <typename T>
class StaticRcuPtr : public detail::RcuPtrBase<T> {
public:
	using ReadableWithoutLock = StaticRcuPtr;

	constexpr StaticRcuPtr()
	{
		static_assert(std::is_trivially_destructible_v<T>,
			      "StaticRcuPtr: a T with a destructor would never be destroyed at unload; make "
			      "an RcuPtr a member of the module's class");
	}
};

/// Owns a T, or nothing, which readers find without waiting and which is replaced as a whole.
///
/// Use it for objects that are read often and changed seldom. The const function get(), with an
/// rcu::ReadGuard, is for readers; the non-const functions current(), replace() and take() are for
/// updaters. So put it into the data of a lock, where only the guard makes it non-const, and
/// readers bypass the lock with rcu::unlocked(). If it is not in a lock, replacing needs `unsafe`.
///
/// Its destructor never sleeps: the last object is destroyed after a grace period, so the
/// destructor of T must not sleep either (otherwise take() the last object before, and wait()). If
/// T needs no destructor, the kernel frees the object by itself.
///
/// The object may outlive the RcuPtr for a grace period, but not the module: T's destructor must
/// not use members of the RcuPtr's owner.
///
/// Example:
///     struct State {
///             RcuPtr<u32> limit;
///     };
///     Mutex<State, "example.rcu"> state;
///     state.lock()->limit.replace(TRY(make_rcu_box<u32>(GFP_KERNEL, 1u)));
///     {
///             rcu::ReadGuard reading;
///             const u32 *limit = rcu::unlocked(state, &State::limit).get(reading);
///             TRY(test.require(limit));
///             test.expect_eq(*limit, 1u);
///     }
///     auto old = state.lock()->limit.take();
///     auto box = TRY(old.reclaim()); // no reader is left
///     test.expect_eq(*box, 1u);
template <typename T>
class RcuPtr : public detail::RcuPtrBase<T> {
public:
	using ReadableWithoutLock = RcuPtr;

	/// Starts with nothing.
	constexpr RcuPtr() = default;
	/// Starts with `first`.
	explicit RcuPtr(RcuBox<T> first) : detail::RcuPtrBase<T>(std::move(first)) {}
	/// Context: any but NMI.
	~RcuPtr() { this->retire(); }
};

} // namespace kernel
