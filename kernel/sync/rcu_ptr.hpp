// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Pointers that RCU readers follow without waiting, and that updaters replace.
//!
//! C: include/linux/rcupdate.h
//!
//! Readers hold an rcu::ReadGuard (kernel/sync/rcu.hpp) and get the object that an RcuPtr points to.
//! The updater replaces the object, and the old one lives on until its last reader has left.
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
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/rcupdate.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_box.hpp>

namespace kernel {

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
	__may_be_null const T *current() & __lifetimebound { return protected_object(); }
	const T *current() && = delete;

	/// Publishes `next` to readers. Returns the previous object.
	///
	/// Context: any.
	Old replace(RcuBox<T> next) __atomic { return swap(std::move(next).into_raw()); }
	/// Removes the object from readers. Returns it.
	///
	/// Context: any.
	Old take() __atomic __empties { return swap(nullptr); }

	/// replace() for an updater that shares the pointer with others.
	///
	/// Safety:
	/// - nobody else calls current(), replace() or take() at the same time.
	Old replace(unsafe_t, RcuBox<T> next) const __atomic { return swap(std::move(next).into_raw()); }
	/// take() for an updater that shares the pointer with others.
	///
	/// Safety:
	/// - nobody else calls current(), replace() or take() at the same time.
	Old take(unsafe_t) const __atomic __empties { return swap(nullptr); }

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
	RcuCell(Domain domain, RcuBox<T> first) : domain_(domain), object_(std::move(first).into_raw()) { check(); }
	~RcuCell() = default;

	T *protected_object() const { return static_cast<T *>(::kxx_rcu_dereference_protected(&object_, true)); }
	void *const *place() const __lifetimebound { return &object_; }
	const Domain &domain() const __lifetimebound { return domain_; }

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
		static_assert(shareable<T>, "several readers use the object at once: T must be shareable");
		static_assert(sendable<T>, "another task destroys the object: T must be sendable");
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
	[[gnu::always_inline]] __may_be_null const T *get(const rcu::ReadGuard &reading __lifetimebound) const __atomic
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
/// get() returns the object, or null, and the object stays valid as long as the guard lives.
/// replace() publishes a new object, take() removes the object; both return the old one as a
/// Retired. current() is the object for the updater, until it replaces the object. empty() says
/// whether there is none at the moment. All of them may be called in any context.
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
	/// Lets RCU destroy the last object after a grace period.
	///
	/// Context: any but NMI.
	~RcuPtr() { this->retire(); }
};

} // namespace kernel
