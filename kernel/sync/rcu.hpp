// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Read-copy-update: readers that wait for nobody, updaters that wait for readers.
//!
//! C: include/linux/rcupdate.h
//!
//! Readers hold an rcu::ReadGuard and get at what an RcuPtr leads to; whoever may change the RcuPtr
//! puts another object in its place, and the old one lives on until its last reader has gone.
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
//! An object may be destroyed by a call that RCU makes. The module stays until all such calls have
//! returned (kernel/base/unload.hpp); nobody needs to call rcu_barrier().
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

namespace detail {

/// An object that readers may still see when its owner has let go of it. The head comes first, so
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
		// offsetof() is for types of standard layout only.
		constexpr usize offset =
			(sizeof(::callback_head) + alignof(T) - 1) / alignof(T) * alignof(T);
		static_assert(sizeof(RcuNode) - offset - sizeof(T) < alignof(RcuNode));
		return reinterpret_cast<RcuNode *>(reinterpret_cast<char *>(object) - offset);
	}
	/// Ends the node and its memory; what RCU calls.
	static void destroy(::callback_head *head)
	{
		auto *node = reinterpret_cast<RcuNode *>(head);
		node->~RcuNode();
		Kmalloc::free(node);
	}
};

/// How RCU waits for readers; the other one is SrcuDomain.
struct RcuDomain {
	struct Section {};

	[[gnu::always_inline]] Section enter() const
	{
		::rcu_read_lock();
		return {};
	}
	[[gnu::always_inline]] void leave(Section) const { ::rcu_read_unlock(); }
	void synchronize() const { ::synchronize_rcu(); }

	/// Has an object destroyed after a grace period.
	template <typename T>
	void retire(T *object) const
	{
		using Node = RcuNode<T>;

		// What needs no destructor the kernel can free without code of this module.
		if constexpr (std::is_trivially_destructible_v<T>)
			::kxx_kfree_rcu(&Node::of(object)->head);
		else
			detail::call_rcu(&Node::of(object)->head, Node::destroy);
	}
};

template <typename T, typename Domain>
class RcuCell;

} // namespace detail

/// Owns one T that nobody reads: not published yet, or not any more.
///
/// What an RcuPtr is given. Like Box, with room for what RCU needs to free it without waiting (16
/// bytes).
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
	/// - nobody reads it.
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

/// What was taken out of an RcuPtr, perhaps nothing: no new reader finds it, old ones may read it.
///
/// Letting it go is fine anywhere: the object is destroyed after a grace period, by a call that RCU
/// makes, so its destructor must not sleep. If it does, or the object is needed, wait() for the
/// readers or reclaim() it.
///
/// Invariants:
/// - `object_` is null or in an RcuNode that no RcuPtr leads to and that RCU was not given yet.
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

	/// Whether there was an object at all.
	explicit operator bool() const { return object_ != nullptr; }
	/// The object or null; others may be reading it.
	const T *get() const & __lifetimebound { return object_; }
	const T *get() && = delete;

	/// Waits for its readers and destroys it here, where the destructor may sleep.
	///
	/// Of a variable only: in `lock.lock()->pointer.take().wait()` the lock would be held
	/// meanwhile.
	///
	/// Context: process; may sleep. Not within a read-side section.
	void wait() & __sleeps { reclaim().ignore(); }
	void wait() && = delete;

	/// Waits for its readers and owns it alone then.
	///
	/// Errors: ENOENT: there was none.
	/// Context: process; may sleep. Not within a read-side section.
	Result<RcuBox<T>> reclaim() & __sleeps
	{
		if (!object_)
			return ENOENT;
		domain_.synchronize();
		// SAFETY: no RcuPtr leads to it, and whoever found it there has gone.
		return RcuBox<T>::from_raw(unsafe, std::exchange(object_, nullptr));
	}
	Result<RcuBox<T>> reclaim() && = delete;

	/// What something else than an RcuPtr, as a table, showed to readers.
	///
	/// Safety:
	/// - `object` is null or from into_raw() of an RcuBox<T>, and nobody else has it.
	/// - No reader that begins from now on finds it.
	static Retired adopt(unsafe_t, T *object, Domain domain = {}) { return Retired(domain, object); }

private:
	template <typename, typename>
	friend class detail::RcuCell;

	/// INVARIANT: no RcuPtr leads to `object` any more.
	Retired(Domain domain, T *object) : domain_(domain), object_(object) {}

	[[no_unique_address]] Domain domain_;
	T *object_;
};

namespace detail {

/// The pointer and the updater's side of it; what derives from this adds the reader's.
///
/// Invariants:
/// - `object_` is null or in an RcuNode that only this pointer leads to.
template <typename T, typename Domain>
class RcuCell {
	static_assert(!std::is_const_v<T>, "say RcuPtr<T>: readers see a const T in any case");

public:
	RcuCell(const RcuCell &) = delete;
	RcuCell &operator=(const RcuCell &) = delete;
	using Old = Retired<T, Domain>;

	/// Whether there was no object just now. Context: any.
	[[nodiscard]] bool empty() const __atomic { return !::kxx_rcu_access_pointer(&object_); }

	/// The object, or null, for whoever may replace it, until it does. Readers may be reading
	/// it, too.
	const T *current() & __lifetimebound { return protected_object(); }
	const T *current() && = delete;

	/// Readers find `next` from now on. Yields what they found before.
	///
	/// Context: any.
	Old replace(RcuBox<T> next) __atomic { return swap(std::move(next).into_raw()); }
	/// Readers find nothing from now on. Yields what they found before.
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

	// For who has no right to: the message.
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

	/// Lets the last object go.
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

/// The reader's side.
template <typename T>
class RcuPtrBase : public RcuCell<T, RcuDomain> {
public:
	/// The object, or null when there is none. Stays for as long as the guard.
	///
	/// Context: any.
	[[gnu::always_inline]] const T *
	get(const rcu::ReadGuard &reading __lifetimebound) const __atomic
	{
		static_cast<void>(reading);
		return static_cast<const T *>(::kxx_rcu_dereference(this->place()));
	}
	/// The section would be over before the object is read.
	const T *get(const rcu::ReadGuard &&) const = delete;
	/// Reading needs a section: make an rcu::ReadGuard and give it to get().
	const T *get() const = delete;

protected:
	constexpr RcuPtrBase() : RcuCell<T, RcuDomain>({}) {}
	explicit RcuPtrBase(RcuBox<T> first) : RcuCell<T, RcuDomain>({}, std::move(first)) {}
};

} // namespace detail

/// An RcuPtr for statics: it has no destructor, so the module clears it before it goes.
///
/// Everything else is RcuPtr's. The memory of what it still holds at unload is lost: call take() in the
/// destructor of the module's class. No destructor would run for it, so there must be none: a timer or
/// a work item in there would go on without the module.
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

/// Owns a T, or nothing, that readers find without waiting and that is replaced as a whole.
///
/// For what is read often and changed seldom. Const is the reader's side: get() with an
/// rcu::ReadGuard. Non-const is the updater's side: current(), replace(), take(). So it belongs
/// into the data of a lock, where only the guard makes it non-const, and readers go around the lock
/// with rcu::unlocked(); or it stands alone, and replacing says `unsafe`.
///
/// Its destructor has the last object destroyed after a grace period; it never sleeps, and the
/// destructor of T must not sleep either (or take() the last one before, and wait()). If T needs no
/// destructor, the kernel frees it by itself.
///
/// The object may outlive the RcuPtr for a grace period, but not the module: its destructor must
/// not use what the RcuPtr's owner has.
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

	/// Nothing.
	constexpr RcuPtr() = default;
	/// `first`.
	explicit RcuPtr(RcuBox<T> first) : detail::RcuPtrBase<T>(std::move(first)) {}
	/// Context: any but NMI.
	~RcuPtr() { this->retire(); }
};

} // namespace kernel
