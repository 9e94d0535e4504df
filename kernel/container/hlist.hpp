// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Lists with a head of one word, which hash tables consist of.
//!
//! C: include/linux/list.h, include/linux/rculist.h
#pragma once

#include <type_traits>
#include <utility>

#include <linux/list.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/held.hpp>

namespace kernel {

template <typename P, auto link>
class HList;
template <typename P, auto link, auto key, u32 bits>
class HashTable;
template <typename T, auto link, auto key, u32 bits>
class RcuHashTable;

/// The member by which an HList, HashTable or RcuHashTable links an item that has one owner. It
/// takes two pointers.
///
/// For items that are shared (Arc), or that are removed by their address, use a TrackedHListLink.
///
/// Invariants:
/// - `raw_` is in a list while that list owns the item, and means nothing otherwise.
///
/// Example:
///     struct Entry {
///             explicit Entry(u32 number) : number(number) {}
///             u32 number;
///             HListLink link;
///     };
///     HList<Box<Entry>, &Entry::link> entries;
///     entries.push_front(TRY(make_box<Entry>(GFP_KERNEL, 1u)));
///     for (const Entry &entry : entries)
///             test.expect_eq(entry.number, 1u);
class HListLink {
public:
	[[gnu::always_inline]] constexpr HListLink()
	{
		if (std::is_constant_evaluated())
			raw_ = {};
	}
	HListLink(const HListLink &) = delete;
	HListLink &operator=(const HListLink &) = delete;

private:
	template <typename, auto>
	friend class HList;
	template <typename, auto, auto, u32>
	friend class HashTable;
	template <typename, auto, auto, u32>
	friend class RcuHashTable;

	mutable ::hlist_node raw_;
};

/// A link that knows its list or table; shared items need it, and items that are removed by their
/// address. It takes three pointers.
///
/// Invariants:
/// - `raw_` is in the list that `home_` names.
///
/// Example:
///     struct Entry {
///             explicit Entry(u32 number) : number(number) {}
///             u32 number;
///             TrackedHListLink link;
///     };
///     HList<Arc<Entry>, &Entry::link> entries;
///     auto entry = TRY(make_arc<Entry>(GFP_KERNEL, 1u));
///     TRY(entries.push_front(entry.share()));
///     TRY(entries.remove(*entry));
///     test.expect(entries.empty());
class TrackedHListLink {
public:
	[[gnu::always_inline]] constexpr TrackedHListLink()
	{
		if (std::is_constant_evaluated())
			raw_ = {};
	}
	TrackedHListLink(const TrackedHListLink &) = delete;
	TrackedHListLink &operator=(const TrackedHListLink &) = delete;

private:
	template <typename, auto>
	friend class HList;
	template <typename, auto, auto, u32>
	friend class HashTable;

	mutable ::hlist_node raw_;
	detail::Home home_;
};

/// A list that owns its items through Ps, with a head half as large as a List's and no access to
/// its end.
///
/// Use it for many lists that are mostly empty. Otherwise, and above all in ownership, it works
/// like List.
///
/// Context: any; destroying an item may need more.
///
/// Invariants:
/// - `head_` points to the links of items whose owners were taken by detail::Held::into(), and
///   never moves.
///
/// Example:
///     struct Entry {
///             explicit Entry(u32 number) : number(number) {}
///             u32 number;
///             HListLink link;
///     };
///     HList<Box<Entry>, &Entry::link> entries;
///     for (u32 number : { 1u, 2u, 3u })
///             entries.push_front(TRY(make_box<Entry>(GFP_KERNEL, number)));
///     entries.remove_if([](const Entry &entry) { return entry.number == 2; });
///     u32 digits = 0;
///     for (const Entry &entry : entries)
///             digits = digits * 10 + entry.number;
///     test.expect_eq(digits, 31u);
template <typename P, auto link>
class HList {
	using Own = detail::Held<P>;
	using Link = typename detail::MemberPointer<decltype(link)>::Member;
	using T = typename Own::Item;
	using Shown = typename Own::Shown;
	static constexpr bool tracked = std::is_same_v<Link, TrackedHListLink>;
	static constexpr bool alone = Own::alone;

public:
	/// Inserting a Box always succeeds; a shared item may already be in a list.
	using Pushed = std::conditional_t<alone, void, Result<>>;

	constexpr HList() : head_{} {}
	HList(const HList &) = delete;
	HList &operator=(const HList &) = delete;
	~HList()
	{
		detail::check_link<P, link, HListLink, TrackedHListLink>();
		clear();
	}

	/// Iterates over the items. Element is const if the list is.
	template <typename Element>
	class __view(Element) Iterator {
	public:
		Element &operator*() const { return *HList::item(at_); }
		Element *operator->() const { return HList::item(at_); }
		Iterator &operator++()
		{
			at_ = at_->next;
			return *this;
		}
		bool operator==(const Iterator &) const = default;

	private:
		friend class HList;
		explicit Iterator(::hlist_node *at) : at_(at) {}

		::hlist_node *at_;
	};

	[[nodiscard]] bool empty() const { return !head_.first; }
	/// The first item, or null.
	__may_be_null Shown *front() & __lifetimebound { return empty() ? nullptr : item(head_.first); }
	__may_be_null const T *front() const & __lifetimebound { return empty() ? nullptr : item(head_.first); }
	void front() const && = delete;

	/// Inserts an item at the front.
	///
	/// Errors, for shared items only: EBUSY: the item is in a list through this link. `owner`
	/// then keeps it.
	[[gnu::always_inline]] Pushed push_front(P &&owner __taken_if_ok)
	{
		detail::check_link<P, link, HListLink, TrackedHListLink>();
		if constexpr (!alone) {
			if (!(Own::look(owner)->*link).home_.claim(this))
				return EBUSY;
		} else if constexpr (tracked) {
			(Own::look(owner)->*link).home_.set(this);
		}
		::hlist_add_head(&(Own::into(std::move(owner))->*link).raw_, &head_);
		if constexpr (!alone)
			return ok;
	}
	/// Removes the first item.
	///
	/// Errors: ENOENT: there is none.
	[[gnu::always_inline]] Result<P> pop_front()
	{
		if (empty())
			return ENOENT;
		return take(head_.first);
	}
	/// Whether this list has the item.
	[[nodiscard]] bool has(const T &item) const
	{
		static_assert(tracked, "which list an item is in only a TrackedHListLink knows");
		return (item.*link).home_.is(this);
	}
	/// Removes an item, wherever it is in the list.
	///
	/// Errors: ENOENT: this list does not have it.
	Result<P> remove(const T &item)
	{
		if (!has(item))
			return ENOENT;
		return take(&(item.*link).raw_);
	}
	/// Drops the items for which `condition` holds; it must not change the list.
	template <typename Condition>
	void remove_if(Condition condition)
	{
		::hlist_head gone = {};

		for (::hlist_node *at = head_.first; at;) {
			::hlist_node *next = at->next;

			if (condition(static_cast<const T &>(*item(at)))) {
				::hlist_del(at);
				::hlist_add_head(at, &gone);
			}
			at = next;
		}
		// Dropped last: an item's destructor may change this list.
		while (gone.first)
			static_cast<void>(take(gone.first));
	}
	/// Drops all items, first to last.
	void clear()
	{
		while (!empty())
			static_cast<void>(take(head_.first));
	}

	Iterator<Shown> begin() & __lifetimebound { return Iterator<Shown>(head_.first); }
	Iterator<Shown> end() & __lifetimebound { return Iterator<Shown>(nullptr); }
	Iterator<const T> begin() const & __lifetimebound { return Iterator<const T>(head_.first); }
	Iterator<const T> end() const & __lifetimebound { return Iterator<const T>(nullptr); }
	/// Deleted, since the items would be destroyed before the loop uses them.
	void begin() const && = delete;

private:
	[[gnu::always_inline]] static T *item(::hlist_node *raw) { return detail::item_of<T, link>(raw); }
	[[gnu::always_inline]] static P take(::hlist_node *raw)
	{
		T *gone = item(raw);

		::hlist_del(raw);
		if constexpr (tracked)
			(gone->*link).home_.leave();
		return Own::from(gone);
	}

	::hlist_head head_;
};

/// A list may be shared and sent as its owners may.
template <typename P, auto link>
struct Sharing<HList<P, link>> : SharedLike<P> {};
template <typename P, auto link>
struct Borrows<HList<P, link>> : BorrowsLike<P> {};

} // namespace kernel
