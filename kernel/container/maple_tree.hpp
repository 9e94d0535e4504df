// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A tree of items at ranges of indices that do not overlap.
//!
//! C: include/linux/maple_tree.h
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/maple_tree.hpp>
#include <helpers/spinlock.hpp>
#include <linux/maple_tree.hpp>
#include <linux/spinlock.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/held.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_box.hpp>

namespace kernel {

namespace detail {

/// The parts of a MapleTree that do not depend on its items.
int mt_insert(::maple_tree *raw, usize first, usize last, void *entry, Gfp flags);
int mt_alloc(::maple_tree *raw, usize *first, void *entry, usize size, usize least, usize most, Gfp flags);
void *mt_range_of(::maple_tree *raw, usize index, usize *first, usize *last);
void *mt_next_range(::maple_tree *raw, usize index, usize *first, usize *last);

} // namespace detail

/// A tree that owns its items through Ps (Box<T>, Arc<T>, Ref<T>, Outlives<T> or RcuBox<T>), each
/// at a range of indices.
///
/// Use it for address ranges: mappings, apertures, extents. For items at single indices use an
/// XArray, for items with their own key an RbTree. Ranges include both ends; a range that overlaps
/// another is refused, so none is ever split.
///
/// All functions are const. Changes take a mutex and may sleep, since the kernel's tree may drop
/// its own lock to allocate, even for a removal. Readers take the tree's spinlock with lock(), or,
/// for items in RcuBoxes, hold an rcu::ReadGuard.
///
/// Invariants:
/// - each entry of `raw_` is a T whose owner was taken by detail::Held::into(); the tree changes
///   only with `writers_` held.
///
/// Example:
///     MapleTree<Box<u32>, "example.ranges"> ranges;
///     TRY(ranges.insert_range(100, 199, TRY(make_box<u32>(GFP_KERNEL, 1u)), GFP_KERNEL));
///     auto two = TRY(make_box<u32>(GFP_KERNEL, 2u));
///     test.expect_error(ranges.insert_range(150, 250, std::move(two), GFP_KERNEL), EEXIST);
///     usize first = TRY(ranges.alloc_range(50, 0, 999, std::move(two), GFP_KERNEL));
///     test.expect_eq(first, 0u);
///     {
///             auto locked = ranges.lock();
///             const u32 *found = locked.find(42);
///             test.expect(found && *found == 2);
///             for (auto [first, last, number] : locked.items())
///                     test.expect(last - first == 49 || number == 1);
///     }
///     auto one = TRY(ranges.remove(120));
///     test.expect_eq(*one, 1u);
template <typename P, Literal name>
class __capability("lock") MapleTree {
	using Own = detail::Held<P>;
	using T = typename Own::Item;
	using Shown = typename Own::Shown;
	using Out = typename Own::Out;
	using Class = LockClass<name, MapleTree>;

	static consteval void check()
	{
		static_assert(Own::known, "a MapleTree holds Box<T>, Arc<T>, Ref<T>, Outlives<T> or RcuBox<T>");
		static_assert(Own::alignment() >= 4, "a MapleTree keeps two bits of its own in an item's address: "
						     "the item must be aligned to 4 bytes");
		static_assert(sendable<P>, "another task may take the item out: it must be sendable");
		static_assert(!Own::read_by_others || shareable<T>,
			      "several readers use an item at once: it must be shareable");
	}

public:
	/// A range, both ends included, and its item.
	struct Entry {
		/// The first index.
		usize first;
		/// The last index, included in the range.
		usize last;
		/// The item at the range.
		Shown &item;
	};

	/// Iterates over the ranges in order.
	class __view(T) __stable_view Items {
	public:
		struct End {};
		class __stable_view Iterator {
		public:
			Entry operator*() const { return { first_, last_, *static_cast<T *>(entry_) }; }
			Iterator &operator++()
			{
				entry_ = last_ == ~usize{ 0 } ? nullptr
							      : detail::mt_next_range(raw_, last_ + 1, &first_, &last_);
				return *this;
			}
			bool operator==(End) const { return !entry_; }

		private:
			friend class Items;
			Iterator(::maple_tree *raw, usize from) : raw_(raw)
			{
				entry_ = detail::mt_next_range(raw, from, &first_, &last_);
			}

			::maple_tree *raw_;
			usize first_, last_;
			void *entry_;
		};

		Iterator begin() const { return Iterator(raw_, from_); }
		End end() const { return {}; }

	private:
		friend class MapleTree;
		Items(::maple_tree *raw, usize from) : raw_(raw), from_(from) {}

		::maple_tree *raw_;
		usize from_;
	};

	/// The key to reading a tree, and to changing its items; the tree itself does not change
	/// while the key lives.
	class [[nodiscard]] __scoped_capability Locked : public TaskBound {
	public:
		Locked(const Locked &) = delete;
		[[gnu::always_inline]] ~Locked() __atomic __releases() { ::spin_unlock(&raw_->ma_lock); }

		/// The item whose range has the index, or null.
		__may_be_null Shown *find(usize index) & __lifetimebound { return static_cast<T *>(::mtree_load(raw_, index)); }
		void find(usize) && = delete;
		/// The item whose range has the index, with the range.
		///
		/// Errors: ENOENT: there is none.
		Result<Entry> find_range(usize index) & __lifetimebound
		{
			usize first = 0, last = 0;
			void *entry = detail::mt_range_of(raw_, index, &first, &last);

			if (!entry)
				return ENOENT;
			return Entry{ first, last, *static_cast<T *>(entry) };
		}
		void find_range(usize) && = delete;
		/// The ranges that end at an index or after it.
		Items items(usize from = 0) & __lifetimebound { return Items(raw_, from); }
		void items(usize = 0) && = delete;
		[[nodiscard]] bool empty() const { return ::mtree_empty(raw_); }

	private:
		friend class MapleTree;
		[[gnu::always_inline]] explicit Locked(::maple_tree *raw) : raw_(raw) { ::spin_lock(&raw->ma_lock); }

		::maple_tree *raw_;
	};

	MapleTree()
	{
		check();
		::kxx_spin_lock_init(&raw_.ma_lock, Class::name, &Class::key);
		::kxx_mt_init(&raw_,
			      ::macro::MT_FLAGS_ALLOC_RANGE | (Own::read_by_others ? ::macro::MT_FLAGS_USE_RCU : 0u));
	}
	MapleTree(const MapleTree &) = delete;
	MapleTree &operator=(const MapleTree &) = delete;
	/// Drops all items.
	///
	/// Context: process; may sleep.
	~MapleTree()
	{
		// The items leave the tree first, since their destructors may look there. The locks satisfy
		// the kernel's own checks; no other task uses the tree.
		::maple_tree gone;
		::kxx_spin_lock_init(&gone.ma_lock, Class::name, &Class::key);
		{
			Locked locked(&raw_);
			::kxx_mt_take(&gone, &raw_);
		}
		usize from = 0, first = 0, last = 0;
		for (;;) {
			void *entry;
			{
				Locked locked(&gone);
				entry = detail::mt_next_range(&gone, from, &first, &last);
			}
			if (!entry)
				break;
			static_cast<void>(Own::from(static_cast<T *>(entry)));
			if (last == ~usize{ 0 })
				break;
			from = last + 1;
		}
		::mtree_destroy(&gone);
		::mtree_destroy(&raw_);
	}

	/// Locks the tree for reading. Context: process; nothing may sleep while it is locked.
	[[gnu::always_inline]] Locked lock() const & __lifetimebound __acquires(this) { return Locked(&raw_); }
	void lock() const && = delete;

	/// Inserts an item at a free range.
	///
	/// Errors: EEXIST: part of the range is taken; EINVAL: `first` is above `last`; ENOMEM.
	/// `owner` then keeps the item.
	/// Context: process; may sleep.
	Result<> insert_range(usize first, usize last, P &&owner __taken_if_ok, Gfp flags) const __sleeps
	{
		auto writing = writers_.lock();
		int error = detail::mt_insert(&raw_, first, last, Own::look(owner), flags);

		if (error)
			return Error::from_c(error);
		static_cast<void>(Own::into(std::move(owner)));
		return ok;
	}
	/// Inserts an item at one index.
	Result<> insert(usize index, P &&owner __taken_if_ok, Gfp flags) const __sleeps
	{
		return insert_range(index, index, std::move(owner), flags);
	}
	/// Inserts an item at the lowest free range of `size` indices from `least` to `most`, both
	/// included, and returns the first index.
	///
	/// Errors: EBUSY: there is none; EINVAL: `size` is 0 or larger than the given bounds;
	/// ENOMEM. `owner` then keeps the item.
	/// Context: process; may sleep.
	Result<usize> alloc_range(usize size, usize least, usize most, P &&owner __taken_if_ok, Gfp flags) const __sleeps
	{
		auto writing = writers_.lock();
		usize first = 0;
		int error = detail::mt_alloc(&raw_, &first, Own::look(owner), size, least, most, flags);

		if (error)
			return Error::from_c(error);
		static_cast<void>(Own::into(std::move(owner)));
		return first;
	}
	/// Removes the item whose range has the index.
	///
	/// Errors: ENOENT: there is none; ENOMEM: the removal needs memory, and nothing has
	/// changed.
	/// Context: process; may sleep.
	Result<Out> remove(usize index) const __sleeps
	{
		auto writing = writers_.lock();
		void *gone = ::mtree_erase(&raw_, index);

		if (!gone)
			return ::mtree_load(&raw_, index) ? ENOMEM : ENOENT;
		return Own::from(static_cast<T *>(gone));
	}

	/// The item whose range has the index, or null, for readers without the lock.
	///
	/// Context: any.
	[[gnu::always_inline]] __may_be_null const T *find(usize index,
							   const rcu::ReadGuard &reading __lifetimebound) const __atomic
		requires(Own::read_by_others)
	{
		static_cast<void>(reading);
		return static_cast<const T *>(::mtree_load(&raw_, index));
	}
	const T *find(usize, const rcu::ReadGuard &&) const = delete;
	/// Deleted: without the lock, only items in RcuBoxes can be read, with an rcu::ReadGuard.
	const T *find(usize) const = delete;

private:
	mutable ::maple_tree raw_;
	Mutex<void, name> writers_;
};

/// A tree has locks, so it is shareable if its items are sendable.
template <typename P, Literal name>
struct Sharing<MapleTree<P, name>> : SharedInTurns<P> {};
template <typename P, Literal name>
struct Borrows<MapleTree<P, name>> : BorrowsLike<P> {};

} // namespace kernel
