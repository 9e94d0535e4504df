// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A resizable array, implemented as a tree, of items at indices, with marks.
//!
//! C: include/linux/xarray.h
//!
//! An XArray has its own lock. To store under another lock, where nothing may be allocated, use
//! nodes that were allocated before (XaNodes) or a reserved index (XArray::Reservation).
//! doc/design/containers.md explains why that cannot fail.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/spinlock.hpp>
#include <helpers/xarray.hpp>
#include <linux/xarray.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/held.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_box.hpp>

namespace kernel {

namespace detail {

/// These do what the helpers of the same names do, once per module.
int xa_insert_with(::xarray *raw, usize index, void *entry, ::xa_node **first);
int xa_alloc_with(::xarray *raw, u32 *index, void *entry, u32 min, u32 max, ::xa_node **first);
void *xa_replace(::xarray *raw, usize index, void *entry);
void xa_fill(::xarray *raw, usize index, void *entry);
/// The error for a refusal by xa_insert(): EEXIST instead of C's EBUSY.
Error xa_refusal(int error);

} // namespace detail

/// The contexts that take the lock of an XArray.
enum class XaLock : u32 {
	/// Only tasks take it.
	Plain = 0,
	/// Interrupt handlers also take it, so it is always taken with interrupts off.
	Irq = ::macro::XA_FLAGS_LOCK_IRQ,
	/// Softirqs also take it.
	Bh = ::macro::XA_FLAGS_LOCK_BH,
};

/// Whether an XArray allocates indices.
enum class XaIds : u32 {
	/// It does not: the caller names each index.
	None = 0,
	/// alloc() allocates indices from 0 on.
	FromZero = ::macro::XA_FLAGS_ALLOC,
	/// alloc() allocates indices from 1 on.
	FromOne = ::macro::XA_FLAGS_ALLOC1,
};

/// One of three flags of each index that holds an item. An array that allocates indices uses Zero
/// itself.
enum class XaMark : u32 { Zero, One, Two };

/// Nodes for storing into XArrays where nothing may be allocated. They work for any array and any
/// index.
///
/// One insertion takes the nodes that it needs, often none; call refill() before you take the lock
/// the next time. A node has about 600 bytes, so for an array of small indices pass `largest`.
///
/// Invariants:
/// - `first_` starts a chain of `count_` nodes that are in no tree.
///
/// Example:
///     auto nodes = TRY(XaNodes::create(GFP_KERNEL, 4095)); // before a lock
///     XArray<Box<u32>, "example.nodes"> numbers;
///     auto number = TRY(make_box<u32>(GFP_KERNEL, 7u));
///     TRY(numbers.insert(4095, std::move(number), nodes)); // under it
///     TRY(nodes.refill(GFP_KERNEL));
class [[nodiscard]] XaNodes {
public:
	/// Allocates enough nodes for one insertion into an array with no index larger than
	/// `largest`.
	///
	/// Errors: ENOMEM. Context: as `flags` allow.
	static Result<XaNodes> create(Gfp flags, usize largest = ~usize{ 0 })
	{
		XaNodes nodes(most(largest));

		TRY(nodes.refill(flags));
		return nodes;
	}
	XaNodes(XaNodes &&other) noexcept
		: first_(std::exchange(other.first_, nullptr)), count_(std::exchange(other.count_, 0)),
		  wanted_(other.wanted_)
	{
	}
	XaNodes &operator=(XaNodes &&) = delete;
	~XaNodes() __atomic
	{
		if (first_)
			::kxx_xa_nodes_free(&first_);
	}

	/// Allocates nodes until there are again enough for one insertion.
	///
	/// Errors: ENOMEM. Context: as `flags` allow.
	Result<> refill(Gfp flags)
	{
		for (; count_ < wanted_; count_++)
			if (!::kxx_xa_nodes_add(&first_, flags.bits()))
				return ENOMEM;
		return ok;
	}
	/// The number of nodes.
	u32 count() const { return count_; }
	/// The number of nodes up to which refill() allocates: most(largest).
	u32 wanted() const { return wanted_; }

	/// The largest number of nodes that one insertion takes: for every six bits of the index,
	/// the tree may grow by one level above its root and one below.
	static constexpr u32 most(usize largest)
	{
		u32 levels = 1;

		while (largest >>= 6)
			levels++;
		return 2 * levels - 1;
	}

private:
	template <typename, Literal, XaIds, XaLock>
	friend class XArray;

	explicit XaNodes(u32 wanted) : wanted_(wanted) {}

	/// Handles the result of a helper that took some of the nodes.
	Result<> took(int taken)
	{
		if (taken < 0) [[unlikely]] {
			count_ = 0; // it needed more than all of them; otherwise refill() counts
			for (::xa_node *at = first_; at; at = static_cast<::xa_node *>(at->parent))
				count_++;
			return Error::from_c(taken);
		}
		count_ -= static_cast<u32>(taken);
		return ok;
	}

	::xa_node *first_ = nullptr;
	u32 count_ = 0;
	u32 wanted_;
};

/// A sparse array that owns its items through Ps: Box<T>, Arc<T>, Ref<T>, Outlives<T> or RcuBox<T>.
///
/// Use it to find items by number: tags, handles, pages. For items with other keys use an RbTree or
/// a HashTable, for numbers alone an Ida. It is efficient with dense indices, and not with
/// scattered ones.
///
/// It has its own lock, of the class `name`, and all functions are const. lock() gives access to
/// the items; functions called without the key take the lock themselves. Readers of items in
/// RcuBoxes hold an rcu::ReadGuard and not the lock, and removed items are Retired.
///
/// An insertion under the driver's lock may need memory that cannot be allocated there. There are
/// three ways, best first: reserve() an index that is known before; bring XaNodes; or insert() with
/// GFP_ATOMIC, which may fail.
///
/// Context: any that `lock_kind` allows; for allocation, as the flags allow.
///
/// Invariants:
/// - each entry of `raw_` is a T whose owner was taken by detail::Held::into(), or reserved.
///
/// Example:
///     struct Request {
///             explicit Request(u32 tag) : tag(tag) {}
///             u32 tag;
///     };
///     XArray<Box<Request>, "example.requests"> requests;
///     for (u32 tag : { 3u, 300u, 30000u }) {
///             auto request = TRY(make_box<Request>(GFP_KERNEL, tag));
///             TRY(requests.insert(tag, std::move(request), GFP_KERNEL));
///     }
///     {
///             auto locked = requests.lock();
///             if (Request *request = locked.find(300))
///                     locked.set_mark<XaMark::One>(request->tag);
///             u32 sum = 0;
///             for (auto [index, request] : locked.items())
///                     sum += request.tag == index;
///             test.expect_eq(sum, 3u);
///     }
///     auto request = TRY(requests.remove(300));
///     test.expect_eq(request->tag, 300u);
template <typename P, Literal name, XaIds ids = XaIds::None, XaLock lock_kind = XaLock::Plain>
class __capability("lock") XArray {
	using Own = detail::Held<P>;
	using T = typename Own::Item;
	using Shown = typename Own::Shown;
	using Out = typename Own::Out;
	using Class = LockClass<name, XArray>;
	static constexpr usize last = ~usize{ 0 };

	static consteval void check()
	{
		static_assert(Own::known, "an XArray holds Box<T>, Arc<T>, Ref<T>, Outlives<T> or RcuBox<T>");
		static_assert(Own::alignment() >= 4, "an XArray keeps two bits of its own in an item's address: "
						     "the item must be aligned to 4 bytes");
		static_assert(sendable<P>, "another task may take the item out: it must be sendable");
		static_assert(!Own::read_by_others || shareable<T>,
			      "several readers use an item at once: it must be shareable");
	}
	template <XaMark mark>
	static consteval ::xa_mark_t raw_mark()
	{
		static_assert(ids == XaIds::None || mark != XaMark::Zero,
			      "an array that gives indices finds the free ones by XaMark::Zero");
		return static_cast<::xa_mark_t>(mark);
	}

	struct __scoped_capability Locking {
		[[gnu::always_inline]] explicit Locking(::xarray *raw) __atomic : raw(raw)
		{
			if constexpr (lock_kind == XaLock::Irq)
				flags = ::kxx_xa_lock_irqsave(raw);
			else if constexpr (lock_kind == XaLock::Bh)
				::xa_lock_bh(raw);
			else
				::xa_lock(raw);
		}
		Locking(const Locking &) = delete;
		[[gnu::always_inline]] ~Locking() __atomic __releases()
		{
			if constexpr (lock_kind == XaLock::Irq)
				::xa_unlock_irqrestore(raw, flags);
			else if constexpr (lock_kind == XaLock::Bh)
				::xa_unlock_bh(raw);
			else
				::xa_unlock(raw);
		}

		struct Nothing {};
		::xarray *raw;
		[[no_unique_address]] std::conditional_t<lock_kind == XaLock::Irq, unsigned long, Nothing> flags;
	};

public:
	class Reservation;

	/// An index and the item there.
	struct Entry {
		/// The index.
		usize index;
		/// The item at the index.
		Shown &item;
	};

	/// Iterates over the items in the order of their indices; `filter` is a mark, or all.
	template <u32 filter>
	class __view(T) __stable_view Items {
	public:
		struct End {};
		/// Iterates over the items.
		class __stable_view Iterator {
		public:
			Entry operator*() const { return { index_, *static_cast<T *>(entry_) }; }
			Iterator &operator++() __atomic
			{
				entry_ = ::xa_find_after(raw_, &index_, last, filter);
				return *this;
			}
			bool operator==(End) const { return !entry_; }

		private:
			friend class Items;
			Iterator(::xarray *raw, usize first) __atomic : raw_(raw), index_(first)
			{
				entry_ = ::xa_find(raw, &index_, last, filter);
			}

			::xarray *raw_;
			usize index_;
			void *entry_;
		};

		Iterator begin() const { return Iterator(raw_, first_); }
		End end() const { return {}; }

	private:
		friend class XArray;
		Items(::xarray *raw, usize first) : raw_(raw), first_(first) {}

		::xarray *raw_;
		usize first_;
	};

	/// The key to an array while it is locked; its destructor unlocks.
	class [[nodiscard]] __scoped_capability Locked : public TaskBound {
	public:
		Locked(const Locked &) = delete;
		[[gnu::always_inline]] ~Locked() __atomic __releases() {}

		/// The item at an index, or null.
		[[gnu::always_inline]] __may_be_null Shown *find(usize index) & __atomic __lifetimebound
		{
			return static_cast<T *>(::xa_load(held_.raw, index));
		}
		void find(usize) && = delete;
		[[nodiscard]] bool empty() const __atomic { return !held_.raw->xa_head; }

		/// Inserts an item at a free index, with nodes that were allocated before. It does
		/// not sleep or fail for lack of memory.
		///
		/// Errors: EEXIST: the index is taken or reserved; ENOMEM: the nodes were not
		/// refilled. `owner` then keeps the item.
		Result<> insert(usize index, P &&owner __taken_if_ok, XaNodes &nodes) __atomic
		{
			TRY(nodes.took(detail::xa_insert_with(held_.raw, index, Own::look(owner), &nodes.first_)));
			static_cast<void>(Own::into(std::move(owner)));
			return ok;
		}
		/// Inserts an item at a free index if memory is available without waiting.
		///
		/// Errors: EEXIST, ENOMEM; `owner` then keeps the item.
		Result<> insert(usize index, P &&owner __taken_if_ok) __atomic
		{
			int error = ::__xa_insert(held_.raw, index, Own::look(owner),
						  ::macro::GFP_NOWAIT | ::macro::__GFP_NOWARN);

			if (error) [[unlikely]]
				return detail::xa_refusal(error);
			static_cast<void>(Own::into(std::move(owner)));
			return ok;
		}
		/// Replaces an item, which is returned. Nothing is allocated.
		///
		/// Errors: ENOENT: there is none; `owner` then keeps the item.
		Result<Out> replace(usize index, P &&owner __taken_if_ok) __atomic
		{
			void *old = detail::xa_replace(held_.raw, index, Own::look(owner));

			if (!old)
				return ENOENT;
			static_cast<void>(Own::into(std::move(owner)));
			return Own::from(static_cast<T *>(old));
		}
		/// Removes an item. Nothing is allocated.
		///
		/// Errors: ENOENT: there is none.
		[[gnu::always_inline]] Result<Out> remove(usize index) __atomic
		{
			void *old = detail::xa_replace(held_.raw, index, nullptr);

			if (!old)
				return ENOENT;
			return Own::from(static_cast<T *>(old));
		}
		/// Inserts an item at a free index, which is returned, with nodes that were
		/// allocated before.
		///
		/// Errors: EBUSY: no index up to `largest` is free; ENOMEM: the nodes were not
		/// refilled. `owner` then keeps the item.
		Result<u32> alloc(P &&owner __taken_if_ok, XaNodes &nodes, u32 largest = ~0u) __atomic
		{
			static_assert(ids != XaIds::None, "an array that gives indices says so: XaIds::FromZero");
			u32 index = 0;

			TRY(nodes.took(detail::xa_alloc_with(held_.raw, &index, Own::look(owner), ids == XaIds::FromOne,
							     largest, &nodes.first_)));
			static_cast<void>(Own::into(std::move(owner)));
			return index;
		}
		/// Inserts an item at the reserved index. Nothing is allocated.
		void fill(Reservation &&reservation, P &&owner) __atomic
		{
			detail::xa_fill(held_.raw, std::move(reservation).give_up(), Own::into(std::move(owner)));
		}

		/// Marks the item at an index; without an item, does nothing.
		template <XaMark mark>
		void set_mark(usize index) __atomic
		{
			if (::xa_load(held_.raw, index))
				::__xa_set_mark(held_.raw, index, raw_mark<mark>());
		}
		/// Removes the mark.
		template <XaMark mark>
		void clear_mark(usize index) __atomic
		{
			::__xa_clear_mark(held_.raw, index, raw_mark<mark>());
		}
		/// Whether the item at an index has the mark.
		template <XaMark mark>
		[[nodiscard]] bool marked(usize index) const __atomic
		{
			return ::xa_get_mark(held_.raw, index, raw_mark<mark>());
		}
		/// Whether any item is marked.
		template <XaMark mark>
		[[nodiscard]] bool any_marked() const __atomic
		{
			return ::xa_marked(held_.raw, raw_mark<mark>());
		}

		/// The items from an index on. The loop may remove its current item.
		Items<::macro::XA_PRESENT> items(usize first = 0) & __lifetimebound
		{
			return Items<::macro::XA_PRESENT>(held_.raw, first);
		}
		void items(usize = 0) && = delete;
		/// The marked items.
		template <XaMark mark>
		Items<static_cast<u32>(mark)> marked_items(usize first = 0) & __lifetimebound
		{
			static_cast<void>(raw_mark<mark>());
			return Items<static_cast<u32>(mark)>(held_.raw, first);
		}
		template <XaMark mark>
		void marked_items(usize = 0) && = delete;

	private:
		friend class XArray;
		[[gnu::always_inline]] explicit Locked(::xarray *raw) __atomic : held_(raw) {}

		Locking held_;
	};

	/// A reserved index, with all the memory that is needed to fill it. Its destructor gives up
	/// the index.
	///
	/// It must not outlive the array.
	class [[nodiscard]] Reservation {
	public:
		Reservation(Reservation &&other) noexcept
			: array_(std::exchange(other.array_, nullptr)), index_(other.index_)
		{
		}
		Reservation &operator=(Reservation &&) = delete;
		~Reservation() __atomic
		{
			if (!array_)
				return;
			Locking held(array_->raw());
			detail::xa_fill(held.raw, index_, nullptr);
		}

		/// The reserved index.
		usize index() const { return index_; }
		/// Inserts an item there, without fail. With the array's lock held, use
		/// Locked::fill() instead.
		void fill(P &&owner) &&
		{
			Locking held(array_->raw());

			detail::xa_fill(held.raw, std::move(*this).give_up(), Own::into(std::move(owner)));
		}

	private:
		friend class XArray;
		friend class Locked;
		Reservation(const XArray *array, usize index) : array_(array), index_(index) {}
		usize give_up() &&
		{
			array_ = nullptr;
			return index_;
		}

		const XArray *array_;
		usize index_;
	};

	XArray()
	{
		check();
		::kxx_spin_lock_init(&raw_.xa_lock, Class::name, &Class::key);
		raw_.xa_flags = static_cast<u32>(ids) | static_cast<u32>(lock_kind);
		raw_.xa_head = nullptr;
	}
	XArray(const XArray &) = delete;
	XArray &operator=(const XArray &) = delete;
	~XArray()
	{
		usize index = 0;

		for (void *entry = ::xa_find(&raw_, &index, last, ::macro::XA_PRESENT); entry;
		     entry = ::xa_find_after(&raw_, &index, last, ::macro::XA_PRESENT)) {
			// The item leaves the array first, since its destructor may look there.
			remove(index).ignore();
		}
		::xa_destroy(&raw_);
	}

	/// Locks the array. Context: as `lock_kind` says.
	[[gnu::always_inline]] Locked lock() const & __atomic __lifetimebound __acquires(this) { return Locked(&raw_); }
	void lock() const && = delete;

	/// Inserts an item at a free index. Memory is allocated without holding the lock.
	///
	/// Errors: EEXIST: the index is taken or reserved; ENOMEM. `owner` then keeps the item.
	/// Context: as `flags` allow.
	Result<> insert(usize index, P &&owner __taken_if_ok, Gfp flags) const
	{
		int error = insert_raw(index, Own::look(owner), flags);

		if (error)
			return detail::xa_refusal(error);
		static_cast<void>(Own::into(std::move(owner)));
		return ok;
	}
	/// Inserts an item at a free index, with nodes that were allocated before. It neither
	/// sleeps nor fails for lack of memory, so it is for callers that hold another lock.
	///
	/// Errors: EEXIST: the index is taken or reserved; ENOMEM: the nodes were not refilled.
	/// `owner` then keeps the item.
	Result<> insert(usize index, P &&owner __taken_if_ok, XaNodes &nodes) const
	{
		return lock().insert(index, std::move(owner), nodes);
	}
	/// Replaces an item, which is returned.
	///
	/// Errors: ENOENT: there is none; `owner` then keeps the item.
	Result<Out> replace(usize index, P &&owner __taken_if_ok) const
	{
		return lock().replace(index, std::move(owner));
	}
	/// Removes an item.
	///
	/// Errors: ENOENT: there is none.
	[[gnu::always_inline]] Result<Out> remove(usize index) const { return lock().remove(index); }
	/// Inserts an item at a free index, which is returned.
	///
	/// Errors: EBUSY: no index up to `largest` is free; ENOMEM. `owner` then keeps the item.
	/// Context: as `flags` allow.
	Result<u32> alloc(P &&owner __taken_if_ok, Gfp flags, u32 largest = ~0u) const
	{
		static_assert(ids != XaIds::None, "an array that gives indices says so: XaIds::FromZero");
		u32 index = 0;
		int error;
		{
			Locking held(&raw_);
			error = ::__xa_alloc(held.raw, &index, Own::look(owner),
					     ::kxx_xa_limit(ids == XaIds::FromOne, largest), flags.bits());
		}
		if (error < 0)
			return Error::from_c(error);
		static_cast<void>(Own::into(std::move(owner)));
		return index;
	}
	/// Reserves an index, and the memory to fill it.
	///
	/// Errors: EEXIST: the index is taken or reserved; ENOMEM.
	/// Context: as `flags` allow.
	Result<Reservation> reserve(usize index, Gfp flags) const & __lifetimebound
	{
		int error = insert_raw(index, nullptr, flags);

		if (error)
			return detail::xa_refusal(error);
		return Reservation(this, index);
	}

	/// The item at an index, or null, for readers without the lock.
	///
	/// Context: any.
	[[gnu::always_inline]] __may_be_null const T *find(usize index,
							   const rcu::ReadGuard &reading __lifetimebound) const __atomic
		requires(Own::read_by_others)
	{
		static_cast<void>(reading);
		return static_cast<const T *>(::xa_load(&raw_, index));
	}
	const T *find(usize, const rcu::ReadGuard &&) const = delete;
	/// Deleted: without the lock, only items in RcuBoxes can be read, with an rcu::ReadGuard.
	const T *find(usize) const = delete;

private:
	::xarray *raw() const __lifetimebound { return &raw_; }
	/// Inserts an entry; a null entry reserves the index.
	int insert_raw(usize index, void *entry, Gfp flags) const
	{
		Locking held(&raw_);

		return ::__xa_insert(held.raw, index, entry, flags.bits());
	}

	mutable ::xarray raw_;
};

/// An array has a lock, so it is shareable if its items are sendable.
template <typename P, Literal name, XaIds ids, XaLock lock_kind>
struct Sharing<XArray<P, name, ids, lock_kind>> : SharedInTurns<P> {};
template <typename P, Literal name, XaIds ids, XaLock lock_kind>
struct Borrows<XArray<P, name, ids, lock_kind>> : BorrowsLike<P> {};

} // namespace kernel
