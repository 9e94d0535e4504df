// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A hash table that RCU's readers search without a lock.
//!
//! C: include/linux/hashtable.h, include/linux/rculist.h
//!
//! How keys are mixed, and a table whose readers hold its lock, is in kernel/container/hashtable.hpp.
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
/// Const is the reader's side: find() and for_each() with an rcu::ReadGuard. Non-const is the updater's:
/// insert(), replace(), remove(). So it belongs into the data of a lock, where only the guard makes it
/// non-const, and readers go around the lock with rcu::unlocked(). What is taken out comes as Retired: it is
/// destroyed after a grace period. An item is only read once it is in: what changes in it is atomic or has a
/// lock.
///
/// Items are in RcuBoxes and linked by a plain HListLink. Otherwise as HashTable; the key must be const, or
/// be left alone.
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
	/// What items are found by.
	using Key = detail::KeyOf<key>;

	constexpr RcuHashTable() = default;
	RcuHashTable(const RcuHashTable &) = delete;
	RcuHashTable &operator=(const RcuHashTable &) = delete;
	/// Has the items that are left destroyed after a grace period. Context: any but NMI.
	~RcuHashTable()
	{
		check();
		clear();
	}

	/// The item with this key, or null. Stays for as long as the guard.
	///
	/// Context: any.
	template <typename K>
	[[gnu::always_inline]] const T *find(const K &wanted,
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
	/// The section would be over before the item is read.
	template <typename K>
	const T *find(const K &, const rcu::ReadGuard &&) const = delete;
	/// Calls `function` with each item, in no order; one that comes or goes meanwhile may be missed.
	template <typename Function>
	void for_each(const rcu::ReadGuard &, Function function) const
	{
		for (const auto &head : heads_)
			for (auto *at = follow(&head.first); at; at = follow(&at->next))
				function(static_cast<const T &>(*item(at)));
	}

	/// The item with this key, or null, for whoever may change the table, until it does.
	template <typename K>
	[[gnu::always_inline]] const T *find(const K &wanted) & __lifetimebound
	{
		::hlist_node *found = search(wanted, heads_[hash(wanted)].first);

		return found ? item(found) : nullptr;
	}
	/// Reading needs a section: make an rcu::ReadGuard and give it to find().
	template <typename K>
	const T *find(const K &) const & = delete;

	/// Readers find the item from now on.
	///
	/// Errors: EEXIST: there is one with this key; `next` keeps its item then.
	Result<> insert(RcuBox<T> &&next)
	{
		check();
		::hlist_head &head = heads_[hash(detail::key_of<key>(*next))];

		if (search(detail::key_of<key>(*next), head.first))
			return EEXIST;
		::hlist_add_head_rcu(&(std::move(next).into_raw()->*link).raw_, &head);
		return ok;
	}
	/// Readers find this item in the place of the one with the same key, which is returned; each finds
	/// one of both.
	///
	/// Errors: ENOENT: there is none; `next` keeps its item then.
	Result<Retired<T>> replace(RcuBox<T> &&next)
	{
		check();
		::hlist_node *old = search(detail::key_of<key>(*next), heads_[hash(detail::key_of<key>(*next))].first);

		if (!old)
			return ENOENT;
		::hlist_replace_rcu(old, &(std::move(next).into_raw()->*link).raw_);
		return retire(item(old));
	}
	/// Readers find nothing by this key from now on. Yields what they found before.
	///
	/// Errors: ENOENT: there is none.
	template <typename K>
	Result<Retired<T>> remove(const K &wanted)
	{
		::hlist_node *found = search(wanted, heads_[hash(wanted)].first);

		if (!found)
			return ENOENT;
		::hlist_del_rcu(found);
		return retire(item(found));
	}
	/// Takes out the items for which `condition` holds; it must not change the table.
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
	/// Takes out all items.
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
		static_assert(std::is_base_of_v<typename Pointer::Class, T>,
			      "the link is a member of another class");
		static_assert(shareable<T>, "several readers use an item at once: T must be shareable");
		static_assert(sendable<T>, "another task destroys an item: T must be sendable");
	}
	[[gnu::always_inline]] static T *item(const ::hlist_node *raw)
	{
		return detail::item_of<T, link>(raw);
	}
	template <typename K>
	[[gnu::always_inline]] static u32 hash(const K &wanted)
	{
		return detail::hash_as<Key>(wanted, bits);
	}
	[[gnu::always_inline]] static const ::hlist_node *follow(::hlist_node *const *place)
	{
		return static_cast<const ::hlist_node *>(
			::kxx_rcu_dereference(reinterpret_cast<void *const *>(place)));
	}
	/// For the updater. The node, not the item around: to ask that for null would be one comparison more.
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
		// SAFETY: from into_raw() of the RcuBox that was put in, and unlinked a moment ago.
		return Retired<T>::adopt(unsafe, gone);
	}

	::hlist_head heads_[1u << bits] = {};
};

template <typename T, auto link, auto key, u32 bits>
struct Sharing<RcuHashTable<T, link, key, bits>> : Sharing<T> {};
template <typename T, auto link, auto key, u32 bits>
struct Borrows<RcuHashTable<T, link, key, bits>> : Borrows<T> {};

} // namespace kernel
