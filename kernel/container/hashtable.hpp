// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Hash tables of fixed size, whose items are found by a key.
//!
//! C: include/linux/hashtable.h, include/linux/hash.h
//!
//! kernel/container/rcu_hashtable.hpp has a table that RCU readers search without a lock.
#pragma once

#include <type_traits>
#include <utility>

#include <linux/hash.hpp>
#include <linux/jhash.hpp>
#include <linux/list.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/held.hpp>
#include <kernel/container/hlist.hpp>
#include <kernel/container/key.hpp>
#include <kernel/text/bstr.hpp>

namespace kernel {

/// Says how keys of a type are hashed; specialise it for your own keys with
/// `static u32 of(const K &, u32 bits)`, which returns a number of `bits` bits. Keys that are equal
/// by == must have the same hash.
///
/// Integers, enumerators, pointers and texts have one. A user who can choose the keys can choose
/// equal hashes, so limit a table that users fill.
///
/// Example:
///     test.expect(Hash<u32>::of(7u, 4) < 16u);
///     test.expect_eq(Hash<BStr>::of(BStr("a"), 8), Hash<BStr>::of(BStr("a"), 8));
template <typename K>
struct Hash;
template <typename K>
	requires(std::is_integral_v<K> || std::is_enum_v<K> || std::is_pointer_v<K>)
struct Hash<K> {
	[[gnu::always_inline]] static u32 of(const K &key, u32 bits)
	{
		if constexpr (sizeof(K) <= 4)
			return ::hash_32((u32)key, bits);
		else
			return ::hash_64((u64)key, bits);
	}
};
template <>
struct Hash<BStr> {
	static u32 of(BStr key, u32 bits)
	{
		return ::hash_32(::jhash(key.data(), static_cast<u32>(key.size()), 0), bits);
	}
};

namespace detail {

/// Converts the caller's key to the type of the items' keys, so that both hash alike.
template <typename Key, typename K>
[[gnu::always_inline]] inline u32 hash_as(const K &wanted, u32 bits)
{
	static_assert(std::is_convertible_v<const K &, Key>, "the table has keys of another type");
	static_assert(!std::is_integral_v<Key> || !std::is_integral_v<K> || sizeof(K) <= sizeof(Key),
		      "the number has more bits than the keys of the table");
	if constexpr (std::is_same_v<Key, K>)
		return Hash<Key>::of(wanted, bits);
	else
		return Hash<Key>::of(static_cast<Key>(wanted), bits);
}

} // namespace detail

/// A table of 2^`bits` lists that owns its items through Ps (Box<T>, Arc<T>, Ref<T> or Outlives<T>)
/// and finds them by a key.
///
/// Use it for sets whose size is roughly known; a much larger set makes the lists long. To iterate
/// in order, use an RbTree. `key` is a member of T, preferably const, or a const member function;
/// keys are compared with ==. No two items have the same key. It has no lock: put it into the data
/// of one. Ownership works as in List.
///
/// Context: any; destroying an item may need more.
///
/// Invariants:
/// - each item is in the list of its key's hash, and its owner was taken by detail::Held::into().
///
/// Example:
///     struct Flow {
///             explicit Flow(u64 id) : id(id) {}
///             const u64 id;
///             u32 packets = 0;
///             HListLink link;
///     };
///     HashTable<Box<Flow>, &Flow::link, &Flow::id, 6> flows;
///     for (u64 id : { 1u, 100u, 10000u })
///             TRY(flows.insert(TRY(make_box<Flow>(GFP_KERNEL, id))));
///     if (Flow *flow = flows.find(100u))
///             flow->packets++;
///     auto removed = TRY(flows.remove(100u));
///     test.expect_eq(removed->packets, 1u);
///     test.expect_null(flows.find(100u));
template <typename P, auto link, auto key, u32 bits>
class HashTable {
	using Own = detail::Held<P>;
	using Link = typename detail::MemberPointer<decltype(link)>::Member;
	using T = typename Own::Item;
	using Shown = typename Own::Shown;
	static constexpr bool tracked = std::is_same_v<Link, TrackedHListLink>;
	static constexpr bool alone = Own::alone;
	static_assert(bits >= 1 && bits <= 20, "a table has 2 to 2^20 lists");

public:
	/// The type of the keys.
	using Key = detail::KeyOf<key>;

	constexpr HashTable() = default;
	HashTable(const HashTable &) = delete;
	HashTable &operator=(const HashTable &) = delete;
	~HashTable()
	{
		detail::check_link<P, link, HListLink, TrackedHListLink>();
		clear();
	}

	[[nodiscard]] bool empty() const
	{
		for (const auto &head : heads_)
			if (head.first)
				return false;
		return true;
	}
	/// The item with this key, or null.
	template <typename K>
	[[gnu::always_inline]] __may_be_null Shown *find(const K &wanted) & __lifetimebound
	{
		return search(wanted, heads_[hash(wanted)].first);
	}
	template <typename K>
	[[gnu::always_inline]] __may_be_null const T *find(const K &wanted) const & __lifetimebound
	{
		return search(wanted, heads_[hash(wanted)].first);
	}
	template <typename K>
	void find(const K &) const && = delete;

	/// Inserts an item.
	///
	/// Errors: EEXIST: the key exists; for shared items, EBUSY: the item is in a table through
	/// this link. `owner` then keeps the item.
	[[gnu::always_inline]] Result<> insert(P &&owner __taken_if_ok)
	{
		detail::check_link<P, link, HListLink, TrackedHListLink>();
		const T &next = *Own::look(owner);
		::hlist_head &head = heads_[hash(detail::key_of<key>(next))];

		if (search(detail::key_of<key>(next), head.first))
			return EEXIST;
		if constexpr (!alone) {
			if (!(next.*link).home_.claim(this))
				return EBUSY;
		} else if constexpr (tracked) {
			(next.*link).home_.set(this);
		}
		::hlist_add_head(&(Own::into(std::move(owner))->*link).raw_, &head);
		return ok;
	}
	/// Removes the item with this key.
	///
	/// Errors: ENOENT: there is none.
	template <typename K>
	[[gnu::always_inline]] Result<P> remove(const K &wanted)
	{
		T *found = search(wanted, heads_[hash(wanted)].first);

		if (!found)
			return ENOENT;
		return take(found);
	}
	/// Whether this table has the item.
	[[nodiscard]] bool has(const T &item) const
	{
		static_assert(tracked, "which table an item is in only a TrackedHListLink knows; with an "
				       "HListLink look for its key");
		return (item.*link).home_.is(this);
	}
	/// Removes an item without a search.
	///
	/// Errors: ENOENT: this table does not have it.
	Result<P> remove_item(const T &item)
	{
		if (!has(item))
			return ENOENT;
		return take(const_cast<T *>(&item));
	}
	/// Calls `function` with each item, in no particular order; it must not change the table.
	template <typename Function>
	void for_each(Function function) __preserves_loans
	{
		for (auto &head : heads_)
			for (::hlist_node *at = head.first; at; at = at->next)
				function(static_cast<Shown &>(*item(at)));
	}
	template <typename Function>
	void for_each(Function function) const
	{
		for (const auto &head : heads_)
			for (::hlist_node *at = head.first; at; at = at->next)
				function(static_cast<const T &>(*item(at)));
	}
	/// Drops the items for which `condition` holds; it must not change the table.
	template <typename Condition>
	void remove_if(Condition condition)
	{
		::hlist_head gone = {};

		for (auto &head : heads_)
			for (::hlist_node *at = head.first; at;) {
				::hlist_node *next = at->next;

				if (condition(static_cast<const T &>(*item(at)))) {
					::hlist_del(at);
					::hlist_add_head(at, &gone);
				}
				at = next;
			}
		// Dropped last: an item's destructor may change this table.
		while (gone.first)
			static_cast<void>(take(item(gone.first)));
	}
	/// Drops all items.
	void clear()
	{
		for (auto &head : heads_)
			while (head.first)
				static_cast<void>(take(item(head.first)));
	}

private:
	[[gnu::always_inline]] static T *item(::hlist_node *raw) { return detail::item_of<T, link>(raw); }
	template <typename K>
	[[gnu::always_inline]] static u32 hash(const K &wanted)
	{
		return detail::hash_as<Key>(wanted, bits);
	}
	template <typename K>
	[[gnu::always_inline]] static T *search(const K &wanted, ::hlist_node *at)
	{
		for (; at; at = at->next) {
			T *each = item(at);

			if (detail::key_of<key>(*each) == wanted)
				return each;
		}
		return nullptr;
	}
	[[gnu::always_inline]] static P take(T *gone)
	{
		::hlist_del(&(gone->*link).raw_);
		if constexpr (tracked)
			(gone->*link).home_.leave();
		return Own::from(gone);
	}

	::hlist_head heads_[1u << bits] = {};
};

template <typename P, auto link, auto key, u32 bits>
struct Sharing<HashTable<P, link, key, bits>> : SharedLike<P> {};
template <typename P, auto link, auto key, u32 bits>
struct Borrows<HashTable<P, link, key, bits>> : BorrowsLike<P> {};

} // namespace kernel
