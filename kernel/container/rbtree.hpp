// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Red-black trees, which keep items in the order of their keys and whose links are members of the
//! items.
//!
//! C: include/linux/rbtree.h
//!
//! kernel/container/rb_map.hpp has a map, for types without links.
//! doc/design/containers.md explains who owns an item. No function of a tree allocates: allocate an
//! item before you take the lock, and link it under the lock.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <linux/rbtree.hpp>
#include <linux/rbtree_types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/held.hpp>
#include <kernel/container/key.hpp>

namespace kernel {

template <typename P, auto link, auto key>
class RbTree;

/// The member by which an RbTree links an item that has one owner. It takes three words.
///
/// For shared items, or to remove items by their address, use a TrackedRbLink.
///
/// Invariants:
/// - `raw_` is in a tree while that tree owns the item, and means nothing otherwise.
///
/// Example:
///     struct Extent {
///             explicit Extent(u64 start) : start(start) {}
///             const u64 start;
///             RbLink link;
///     };
///     RbTree<Box<Extent>, &Extent::link, &Extent::start> extents;
///     TRY(extents.insert(TRY(make_box<Extent>(GFP_KERNEL, 8u))));
///     test.expect_not_null(extents.find(8u));
class RbLink {
public:
	[[gnu::always_inline]] constexpr RbLink()
	{
		if (std::is_constant_evaluated())
			raw_ = {};
	}
	RbLink(const RbLink &) = delete;
	RbLink &operator=(const RbLink &) = delete;

private:
	template <typename, auto, auto>
	friend class RbTree;

	mutable ::rb_node raw_;
};

/// A link that knows its tree; shared items need it, and items that are removed by their address.
/// It takes four words.
///
/// Invariants:
/// - `raw_` is in the tree that `home_` names.
///
/// Example:
///     struct Extent {
///             explicit Extent(u64 start) : start(start) {}
///             const u64 start;
///             TrackedRbLink link;
///     };
///     RbTree<Arc<Extent>, &Extent::link, &Extent::start> extents;
///     auto extent = TRY(make_arc<Extent>(GFP_KERNEL, 8u));
///     TRY(extents.insert(extent.share()));
///     auto removed = TRY(extents.remove_item(*extent));
///     test.expect(extents.empty());
class TrackedRbLink {
public:
	[[gnu::always_inline]] constexpr TrackedRbLink()
	{
		if (std::is_constant_evaluated())
			raw_ = {};
	}
	TrackedRbLink(const TrackedRbLink &) = delete;
	TrackedRbLink &operator=(const TrackedRbLink &) = delete;

private:
	template <typename, auto, auto>
	friend class RbTree;

	mutable ::rb_node raw_;
	detail::Home home_;
};

/// A tree that owns its items through Ps (Box<T>, Arc<T>, Ref<T> or Outlives<T>) and orders them by
/// a key.
///
/// Use it to find items by key or range, and to iterate in order; a HashTable finds items faster
/// but has no order. `key` is a member of T, or a const member function; keys are compared with `<`
/// and should be const: a change to the key of an item in the tree only makes that item hard to
/// find. No two items have the same key.
///
/// It has no lock: put it into the data of one. Ownership works as in List.
///
/// Context: any; destroying an item may need more.
///
/// Invariants:
/// - `root_` points to the links of items whose owners were taken by detail::Held::into().
///
/// Example:
///     struct Extent {
///             Extent(u64 start, u32 pages) : start(start), pages(pages) {}
///             const u64 start;
///             u32 pages;
///             RbLink link;
///     };
///     RbTree<Box<Extent>, &Extent::link, &Extent::start> extents;
///     for (u64 start : { 30u, 10u, 20u })
///             TRY(extents.insert(TRY(make_box<Extent>(GFP_KERNEL, start, 1u))));
///     u64 last = 0;
///     for (const Extent &extent : extents) {
///             test.expect(extent.start > last);
///             last = extent.start;
///     }
///     if (Extent *extent = extents.find(20u))
///             extent->pages = 4;
///     auto at = extents.lower_bound(11u);
///     const Extent *behind = at.get();
///     test.expect(behind && behind->pages == 4);
///     auto removed = TRY(extents.remove(10u));
///     test.expect_eq(removed->start, 10u);
template <typename P, auto link, auto key>
class RbTree {
	using Own = detail::Held<P>;
	using Link = typename detail::MemberPointer<decltype(link)>::Member;
	using T = typename Own::Item;
	using Shown = typename Own::Shown;
	static constexpr bool tracked = std::is_same_v<Link, TrackedRbLink>;
	static constexpr bool alone = Own::alone;

public:
	/// The type of the keys.
	using Key = detail::KeyOf<key>;

	constexpr RbTree() : root_{} {}
	RbTree(const RbTree &) = delete;
	RbTree &operator=(const RbTree &) = delete;
	~RbTree()
	{
		detail::check_link<P, link, RbLink, TrackedRbLink>();
		clear();
	}

	/// Iterates over the items in the order of their keys. Element is const if the tree is.
	template <typename Element>
	class __view(Element) Iterator {
	public:
		Element &operator*() const { return *RbTree::item(at_); }
		Element *operator->() const { return RbTree::item(at_); }
		Iterator &operator++()
		{
			at_ = ::rb_next(at_);
			return *this;
		}
		bool operator==(const Iterator &) const = default;

	private:
		friend class RbTree;
		explicit Iterator(::rb_node *at) : at_(at) {}

		::rb_node *at_;
	};

	/// A place in a tree through which the tree may be changed: at an item, or past the last
	/// one. While it exists, only the cursor itself may remove items.
	class __view(T) Cursor {
	public:
		/// The item, or null past the last one.
		__may_be_null Shown *get() const { return at_ ? item(at_) : nullptr; }
		/// Moves to the next item; past the last one, it stays there.
		void next()
		{
			if (at_)
				at_ = ::rb_next(at_);
		}
		/// Moves to the previous item; from the first one, moves past the last one, and
		/// from there to the last one.
		void prev() { at_ = at_ ? ::rb_prev(at_) : ::rb_last(&tree_->root_); }
		/// The next item, or null; the cursor does not move.
		__may_be_null Shown *peek_next() const
		{
			::rb_node *next = at_ ? ::rb_next(at_) : nullptr;

			return next ? item(next) : nullptr;
		}
		/// The previous item, or null; the cursor does not move.
		__may_be_null Shown *peek_prev() const
		{
			::rb_node *prev = at_ ? ::rb_prev(at_) : ::rb_last(&tree_->root_);

			return prev ? item(prev) : nullptr;
		}
		/// Removes the item; the cursor is then at the next one.
		///
		/// Errors: ENOENT: the cursor is past the last item.
		Result<P> remove()
		{
			if (!at_)
				return ENOENT;
			::rb_node *gone = std::exchange(at_, ::rb_next(at_));
			return tree_->take(gone);
		}

	private:
		friend class RbTree;
		Cursor(RbTree *tree, ::rb_node *at) : tree_(tree), at_(at) {}

		RbTree *tree_;
		::rb_node *at_;
	};

	/// The place of a key after a single search: the item, or the place where it would be.
	/// While it exists, only this may change the tree.
	class __view(T) Entry {
	public:
		/// The item with the key, or null.
		__may_be_null Shown *get() const { return found_ ? item(found_) : nullptr; }
		/// Removes the item. The place is then vacant, and this must not be used again.
		///
		/// Errors: ENOENT: there is none.
		Result<P> remove() &&
		{
			if (!found_)
				return ENOENT;
			return tree_->take(found_);
		}
		/// Inserts an item with this key there.
		///
		/// Errors: EEXIST: there is one; EINVAL: the item has another key; EBUSY as for
		/// insert(). `owner` then keeps the item.
		Result<> insert(P &&owner __taken_if_ok) &&
		{
			const T &next = *Own::look(owner);

			if (found_)
				return EEXIST;
			if (parent_ && !fits(next))
				return EINVAL;
			return tree_->link_in(std::move(owner), parent_, place_);
		}

	private:
		friend class RbTree;
		Entry(RbTree *tree, ::rb_node *found, ::rb_node *parent, ::rb_node **place)
			: tree_(tree), found_(found), parent_(parent), place_(place)
		{
		}

		/// Whether the item belongs between its future neighbours here.
		bool fits(const T &next) const
		{
			const bool left = place_ == &parent_->rb_left;
			::rb_node *before = left ? ::rb_prev(parent_) : parent_;
			::rb_node *behind = left ? parent_ : ::rb_next(parent_);

			return (!before || key_of(*item(before)) < key_of(next)) &&
			       (!behind || key_of(next) < key_of(*item(behind)));
		}

		RbTree *tree_;
		::rb_node *found_;
		::rb_node *parent_;
		::rb_node **place_;
	};

	[[nodiscard]] bool empty() const { return !root_.rb_node; }

	/// The item with this key, or null.
	template <typename K>
	[[gnu::always_inline]] __may_be_null Shown *find(const K &wanted) & __lifetimebound
	{
		::rb_node *found = search(wanted);

		return found ? item(found) : nullptr;
	}
	template <typename K>
	[[gnu::always_inline]] __may_be_null const T *find(const K &wanted) const & __lifetimebound
	{
		::rb_node *found = search(wanted);

		return found ? item(found) : nullptr;
	}
	template <typename K>
	void find(const K &) const && = delete;

	/// Inserts an item.
	///
	/// Errors: EEXIST: the key exists; for shared items, EBUSY: the item is in a tree through
	/// this link. `owner` then keeps the item.
	[[gnu::always_inline]] Result<> insert(P &&owner __taken_if_ok)
	{
		::rb_node *parent = nullptr, **place = &root_.rb_node;
		const T &next = *Own::look(owner);

		while (*place) {
			parent = *place;
			const T &other = *item(parent);
			if (key_of(next) < key_of(other))
				place = &parent->rb_left;
			else if (key_of(other) < key_of(next))
				place = &parent->rb_right;
			else
				return EEXIST;
		}
		return link_in(std::move(owner), parent, place);
	}
	/// Replaces the item with the same key, which is returned.
	///
	/// Errors: ENOENT: the key does not exist; for shared items, EBUSY: the item is in a tree
	/// through this link. `owner` then keeps the item.
	Result<P> replace(P &&owner __taken_if_ok)
	{
		::rb_node *found = search(key_of(*Own::look(owner)));

		if (!found)
			return ENOENT;
		if constexpr (!alone) {
			if (!(Own::look(owner)->*link).home_.claim(this))
				return EBUSY;
		} else if constexpr (tracked) {
			(Own::look(owner)->*link).home_.set(this);
		}
		::rb_replace_node(found, &(Own::into(std::move(owner))->*link).raw_, &root_);
		return let_go(item(found));
	}

	/// Removes the item with this key.
	///
	/// Errors: ENOENT: there is none.
	template <typename K>
	[[gnu::always_inline]] Result<P> remove(const K &wanted)
	{
		::rb_node *found = search(wanted);

		if (!found)
			return ENOENT;
		return take(found);
	}
	/// Whether this tree has the item.
	[[nodiscard]] bool has(const T &item) const
	{
		static_assert(tracked, "which tree an item is in only a TrackedRbLink knows; with an RbLink "
				       "look for its key");
		return (item.*link).home_.is(this);
	}
	/// Removes an item without a search.
	///
	/// Errors: ENOENT: this tree does not have it.
	Result<P> remove_item(const T &item)
	{
		if (!has(item))
			return ENOENT;
		return take(&(item.*link).raw_);
	}

	/// Finds the place of a key.
	template <typename K>
	Entry entry(const K &wanted) & __lifetimebound
	{
		::rb_node *parent = nullptr, **place = &root_.rb_node;

		while (*place) {
			const T &other = *item(*place);
			if (wanted < key_of(other)) {
				parent = *place;
				place = &parent->rb_left;
			} else if (key_of(other) < wanted) {
				parent = *place;
				place = &parent->rb_right;
			} else {
				return Entry(this, *place, nullptr, nullptr);
			}
		}
		return Entry(this, nullptr, parent, place);
	}

	/// A cursor at the first item.
	Cursor cursor_front() & __lifetimebound { return Cursor(this, ::rb_first(&root_)); }
	/// A cursor at the last item.
	Cursor cursor_back() & __lifetimebound { return Cursor(this, ::rb_last(&root_)); }
	/// A cursor at the first item whose key is not less than this one, where a range begins.
	template <typename K>
	Cursor lower_bound(const K &wanted) & __lifetimebound
	{
		return Cursor(this, bound([&](const T &item) { return !(key_of(item) < wanted); }));
	}
	/// A cursor at the first item whose key is greater than this one, where a range ends.
	template <typename K>
	Cursor upper_bound(const K &wanted) & __lifetimebound
	{
		return Cursor(this, bound([&](const T &item) { return wanted < key_of(item); }));
	}
	void cursor_front() && = delete;
	void cursor_back() && = delete;

	/// The items whose keys are at least `first` and less than `end`, in order. It is for
	/// reading; to remove items, use a cursor.
	template <typename K>
	auto range(const K &first, const K &end) const & __lifetimebound
	{
		struct Range {
			Iterator<const T> first, last;
			Iterator<const T> begin() const { return first; }
			Iterator<const T> end() const { return last; }
		};
		::rb_node *last = bound([&](const T &item) { return !(key_of(item) < end); });
		::rb_node *from = first < end ? bound([&](const T &item) { return !(key_of(item) < first); }) : last;
		return Range{ Iterator<const T>(from), Iterator<const T>(last) };
	}

	/// Drops all items, in no particular order; with plain links, without rebalancing the tree.
	void clear()
	{
		// An item's destructor may remove another one, as long as that one is in the tree.
		if constexpr (tracked) {
			while (root_.rb_node)
				static_cast<void>(take(root_.rb_node));
			return;
		}

		::rb_root all = std::exchange(root_, ::rb_root{});

		for (::rb_node *at = ::rb_first_postorder(&all); at;) {
			::rb_node *next = ::rb_next_postorder(at);
			static_cast<void>(let_go(item(at)));
			at = next;
		}
	}

	Iterator<Shown> begin() & __lifetimebound { return Iterator<Shown>(::rb_first(&root_)); }
	Iterator<Shown> end() & __lifetimebound { return Iterator<Shown>(nullptr); }
	Iterator<const T> begin() const & __lifetimebound { return Iterator<const T>(::rb_first(&root_)); }
	Iterator<const T> end() const & __lifetimebound { return Iterator<const T>(nullptr); }
	/// Deleted, since the items would be destroyed before the loop uses them.
	void begin() const && = delete;

private:
	[[gnu::always_inline]] static T *item(::rb_node *raw) { return detail::item_of<T, link>(raw); }
	[[gnu::always_inline]] static decltype(auto) key_of(const T &item) { return detail::key_of<key>(item); }

	template <typename K>
	[[gnu::always_inline]] ::rb_node *search(const K &wanted) const __lifetimebound
	{
		::rb_node *at = root_.rb_node;

		while (at) {
			const T &other = *item(at);
			if (wanted < key_of(other))
				at = at->rb_left;
			else if (key_of(other) < wanted)
				at = at->rb_right;
			else
				break;
		}
		return at;
	}
	/// The first item for which `behind` holds; it must also hold for all later items.
	template <typename Behind>
	::rb_node *bound(Behind behind) const __lifetimebound
	{
		::rb_node *at = root_.rb_node, *best = nullptr;

		while (at) {
			if (behind(*item(at))) {
				best = at;
				at = at->rb_left;
			} else {
				at = at->rb_right;
			}
		}
		return best;
	}
	[[gnu::always_inline]] Result<> link_in(P &&owner __taken_if_ok, ::rb_node *parent, ::rb_node **place)
	{
		detail::check_link<P, link, RbLink, TrackedRbLink>();
		if constexpr (!alone) {
			if (!(Own::look(owner)->*link).home_.claim(this))
				return EBUSY;
		} else if constexpr (tracked) {
			(Own::look(owner)->*link).home_.set(this);
		}
		::rb_node *raw = &(Own::into(std::move(owner))->*link).raw_;
		::rb_link_node(raw, parent, place);
		::rb_insert_color(raw, &root_);
		return ok;
	}
	[[gnu::always_inline]] static P let_go(T *gone)
	{
		if constexpr (tracked)
			(gone->*link).home_.leave();
		return Own::from(gone);
	}
	[[gnu::always_inline]] P take(::rb_node *raw)
	{
		::rb_erase(raw, &root_);
		return let_go(item(raw));
	}

	::rb_root root_;
};

/// A tree may be shared and sent as its owners may.
template <typename P, auto link, auto key>
struct Sharing<RbTree<P, link, key>> : SharedLike<P> {};
template <typename P, auto link, auto key>
struct Borrows<RbTree<P, link, key>> : BorrowsLike<P> {};

} // namespace kernel
