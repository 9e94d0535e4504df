// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Hash tables that RCU readers search without a lock.
//!
//! C: include/linux/hashtable.h, include/linux/rculist.h
//!
//! kernel/container/hashtable.hpp has the hash functions, and a table whose readers hold its lock.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/rcupdate.hpp>
#include <linux/list.hpp>
#include <linux/rculist.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/hashtable.hpp>
#include <kernel/container/hlist.hpp>
#include <kernel/container/key.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_box.hpp>

namespace kernel {

/// A table of 2^`bits` lists that readers search without waiting, and that one task at a time changes.
///
/// The const functions find() and for_each(), with an rcu::ReadGuard, are for readers; the
/// non-const functions insert(), replace() and remove() are for updaters. So put the table into the
/// data of a lock, where only the guard makes it non-const, and readers bypass the lock with
/// rcu::unlocked(). A removed item is a Retired, which is destroyed after a grace period. Items in
/// the table are const: members that change must be atomic or have a lock.
///
/// Items are in RcuBoxes and linked by a plain HListLink. Otherwise it is like HashTable; the key
/// must be const, or must not be changed.
///
/// Context: any.
///
/// Invariants:
/// - each item is in the list of its key's hash, and came from an RcuBox.
///
/// Example:
///     struct Route {
///             Route(u32 address, u32 port) : address(address), port(port) {}
///             const u32 address, port;
///             HListLink link;
///     };
///     struct State {
///             RcuHashTable<Route, &Route::link, &Route::address, 6> routes;
///     };
///     Mutex<State, "example.routes"> state;
///     TRY(state.lock()->routes.insert(TRY(make_rcu_box<Route>(GFP_KERNEL, 10u, 1u))));
///     {
///             rcu::ReadGuard reading;
///             const Route *route = rcu::unlocked(state, &State::routes).find(10u, reading);
///             TRY(test.require(route));
///             test.expect_eq(route->port, 1u);
///     }
///     auto old = TRY(state.lock()->routes.remove(10u)); // freed after a grace period
template <typename T, auto link, auto key, u32 bits>
class RcuHashTable {
	static_assert(bits >= 1 && bits <= 20, "a table has 2 to 2^20 lists");

public:
	using ReadableWithoutLock = RcuHashTable;
	/// The type of the keys.
	using Key = detail::KeyOf<key>;

	constexpr RcuHashTable() = default;
	RcuHashTable(const RcuHashTable &) = delete;
	RcuHashTable &operator=(const RcuHashTable &) = delete;
	/// Destroys the remaining items after a grace period. Context: any but NMI.
	~RcuHashTable()
	{
		check();
		clear();
	}

	/// The item with this key, or null. It stays valid as long as the guard lives.
	///
	/// Context: any.
	template <typename K>
	[[gnu::always_inline]] __may_be_null const T *find(const K &wanted,
							   const rcu::ReadGuard &reading __lifetimebound) const __atomic
	{
		static_cast<void>(reading);
		for (auto *at = follow(&heads_[hash(wanted)].first); at; at = follow(&at->next)) {
			const T *each = item(at);

			if (detail::key_of<key>(*each) == wanted)
				return each;
		}
		return nullptr;
	}
	/// Deleted, since the section would be over before the item is read.
	template <typename K>
	const T *find(const K &, const rcu::ReadGuard &&) const = delete;
	/// Calls `function` with each item, in no particular order; it may miss an item that comes
	/// or goes during the call.
	template <typename Function>
	void for_each(const rcu::ReadGuard &, Function function) const
	{
		for (const auto &head : heads_)
			for (auto *at = follow(&head.first); at; at = follow(&at->next))
				function(static_cast<const T &>(*item(at)));
	}

	/// The item with this key, or null, for the updater, until it changes the table.
	template <typename K>
	[[gnu::always_inline]] __may_be_null const T *find(const K &wanted) & __lifetimebound
	{
		::hlist_node *found = search(wanted, heads_[hash(wanted)].first);

		return found ? item(found) : nullptr;
	}
	/// Deleted, since reading needs a section: make an rcu::ReadGuard and pass it to find().
	template <typename K>
	const T *find(const K &) const & = delete;

	/// Publishes the item to readers.
	///
	/// Errors: EEXIST: the key exists; `next` then keeps its item.
	Result<> insert(RcuBox<T> &&next __taken_if_ok)
	{
		check();
		::hlist_head &head = heads_[hash(detail::key_of<key>(*next))];

		if (search(detail::key_of<key>(*next), head.first))
			return EEXIST;
		::hlist_add_head_rcu(&(std::move(next).into_raw()->*link).raw_, &head);
		return ok;
	}
	/// Publishes this item in place of the one with the same key, which is returned; each
	/// reader finds one of the two.
	///
	/// Errors: ENOENT: there is none; `next` then keeps its item.
	__never_empty Result<Retired<T>> replace(RcuBox<T> &&next __taken_if_ok)
	{
		check();
		::hlist_node *old = search(detail::key_of<key>(*next), heads_[hash(detail::key_of<key>(*next))].first);

		if (!old)
			return ENOENT;
		::hlist_replace_rcu(old, &(std::move(next).into_raw()->*link).raw_);
		return retire(item(old));
	}
	/// Removes the item with this key from readers and returns it.
	///
	/// Errors: ENOENT: there is none.
	template <typename K>
	__never_empty Result<Retired<T>> remove(const K &wanted)
	{
		::hlist_node *found = search(wanted, heads_[hash(wanted)].first);

		if (!found)
			return ENOENT;
		::hlist_del_rcu(found);
		return retire(item(found));
	}
	/// Removes the items for which `condition` holds; it must not change the table.
	template <typename Condition>
	void remove_if(Condition condition)
	{
		for (auto &head : heads_)
			for (::hlist_node *at = head.first; at;) {
				T *each = item(at);

				at = at->next;
				if (condition(static_cast<const T &>(*each))) {
					::hlist_del_rcu(&(each->*link).raw_);
					static_cast<void>(retire(each));
				}
			}
	}
	/// Removes all items.
	void clear()
	{
		remove_if([](const T &) { return true; });
	}

private:
	static consteval void check()
	{
		using Pointer = detail::MemberPointer<decltype(link)>;
		static_assert(std::is_same_v<typename Pointer::Member, HListLink>,
			      "an RcuHashTable links by a plain HListLink");
		static_assert(std::is_base_of_v<typename Pointer::Class, T>, "the link is a member of another class");
		static_assert(shareable<T>, "several readers use an item at once: T must be shareable");
		static_assert(sendable<T>, "another task destroys an item: T must be sendable");
	}
	[[gnu::always_inline]] static T *item(const ::hlist_node *raw) { return detail::item_of<T, link>(raw); }
	template <typename K>
	[[gnu::always_inline]] static u32 hash(const K &wanted)
	{
		return detail::hash_as<Key>(wanted, bits);
	}
	[[gnu::always_inline]] static const ::hlist_node *follow(::hlist_node *const *place)
	{
		return static_cast<const ::hlist_node *>(::kxx_rcu_dereference(reinterpret_cast<void *const *>(place)));
	}
	/// For the updater. Returns the node, not the item that contains it: a null check of the
	/// item would cost one more comparison.
	template <typename K>
	[[gnu::always_inline]] static ::hlist_node *search(const K &wanted, ::hlist_node *at)
	{
		for (; at; at = at->next)
			if (detail::key_of<key>(*item(at)) == wanted)
				return at;
		return nullptr;
	}
	static Retired<T> retire(T *gone)
	{
		// SAFETY: from into_raw() of the inserted RcuBox, and just unlinked.
		return Retired<T>::adopt(unsafe, gone);
	}

	::hlist_head heads_[1u << bits] = {};
};

template <typename T, auto link, auto key, u32 bits>
struct Sharing<RcuHashTable<T, link, key, bits>> : SharedLike<T> {};
template <typename T, auto link, auto key, u32 bits>
struct Borrows<RcuHashTable<T, link, key, bits>> : BorrowsLike<T> {};

} // namespace kernel
