// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A table that grows and shrinks while many tasks search and change it.
//!
//! C: include/linux/rhashtable.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <helpers/rhashtable.hpp>
#include <linux/rhashtable-types.hpp>
#include <linux/rhashtable.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/container/key.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_box.hpp>

namespace kernel {

template <typename T, auto link, auto key>
class RhashTable;

/// The member by which an RhashTable links an item. It is as large as a pointer.
///
/// Invariants:
/// - `raw_` belongs to the table while the item is in it, and means nothing otherwise.
///
/// Example:
///     struct Session {
///             const u32 id;
///             RhashLink link;
///     };
///     static_assert(sizeof(RhashLink) == sizeof(void *));
class RhashLink {
public:
	RhashLink() = default;
	RhashLink(const RhashLink &) = delete;
	RhashLink &operator=(const RhashLink &) = delete;

private:
	template <typename, auto, auto>
	friend class RhashTable;

	mutable ::rhash_head raw_;
};

/// The options of an RhashTable.
struct RhashOptions {
	/// The approximate limit of the number of items, at least 8; the table takes at most twice
	/// as many. 0 means no limit but memory. Set a limit for a table that users fill.
	u32 most = 0;
};

/// A table in which RCU readers find items by a key without waiting. Any number of tasks may change
/// it at once: each chain has its own lock, and the table grows and shrinks by itself, in a kernel
/// work item.
///
/// Use it for sets of unknown size that many tasks change. For a few hundred items, use an
/// RcuHashTable, which needs no extra memory; to iterate in order, use an XArray or an RbTree. The
/// hashes are seeded, so a user who chooses the keys cannot choose the chains. Keys are compared
/// byte for byte: `key` is a const member of a type without padding. No two items have the same
/// key. Items in the table are const: members that change must be atomic or have a lock.
///
/// All operations are const. Make it a member of the module's object or of an allocated one, not a
/// local variable, since it contains the kernel's work item.
///
/// Invariants:
/// - `raw_` is initialised; each item in it came from an RcuBox.
///
/// Example:
///     struct Session {
///             explicit Session(u32 id) : id(id) {}
///             const u32 id;
///             Atomic<u32> packets;
///             RhashLink link;
///     };
///     using Sessions = RhashTable<Session, &Session::link, &Session::id>;
///     auto sessions = TRY(make_box<Sessions>(GFP_KERNEL, Sessions::create({ .most = 1000 })));
///     TRY(sessions->insert(TRY(make_rcu_box<Session>(GFP_KERNEL, 7u))));
///     {
///             rcu::ReadGuard reading;
///             const Session *session = sessions->find(7u, reading);
///             TRY(test.require(session));
///             session->packets.inc();
///     }
///     test.expect_eq(sessions->count(), 1u);
///     auto old = TRY(sessions->remove(7u)); // destroyed after a grace period
///     test.expect_error(sessions->remove(7u), ENOENT);
template <typename T, auto link, auto key>
class RhashTable {
	struct Initialiser {
		RhashOptions options;

		/// Safety:
		/// - There is room for a RhashTable at `place`, and nothing lives there.
		Result<> construct(unsafe_t, RhashTable *place) &&
		{
			auto *made = ::new (static_cast<void *>(place)) RhashTable;

			// If it fails, there is nothing to undo: the members need no destructor.
			return Result<>::from_c(::kxx_rht_init(&made->raw_, key_size(), key_at(), link_at(),
							       options.most && options.most < 8 ? 8 : options.most));
		}
	};

public:
	/// The type of the keys.
	using Key = detail::KeyOf<key>;

	RhashTable(const RhashTable &) = delete;
	RhashTable &operator=(const RhashTable &) = delete;
	/// Makes an initialiser (kernel/memory/init.hpp) of an empty table.
	///
	/// Errors: ENOMEM.
	/// Context: process; may sleep.
	static auto create(RhashOptions options = {}) { return Initialiser{ options }; }
	/// Destroys the remaining items after a grace period.
	///
	/// Context: process; may sleep: waits for the kernel's work item.
	~RhashTable() __sleeps { ::rhashtable_free_and_destroy(&raw_, let_go, nullptr); }

	/// The item with this key, or null. It stays valid as long as the guard lives.
	///
	/// Context: any.
	[[nodiscard]] __may_be_null const T *find(const Key &wanted,
						  const rcu::ReadGuard &reading __lifetimebound) const __atomic
	{
		static_cast<void>(reading);
		return search(wanted);
	}
	/// Deleted, since the section would be over before the item is read.
	const T *find(const Key &, const rcu::ReadGuard &&) const = delete;

	/// Publishes the item to readers.
	///
	/// Errors: EEXIST: the key exists; E2BIG: the table has reached its limit; ENOMEM, EBUSY:
	/// the table had to grow at once and could not. `next` then keeps its item.
	/// Context: process or softirq; does not sleep.
	Result<> insert(RcuBox<T> &&next __taken_if_ok) const __atomic
	{
		check();
		TRY(Result<>::from_c(put(&*next)));
		// kxx-allow: lost-owner the table has it now, and gives it back when it is removed
		(void)std::move(next).into_raw();
		return ok;
	}
	/// Removes the item with this key from readers and returns it.
	///
	/// Errors: ENOENT: there is none.
	/// Context: process or softirq; does not sleep.
	__never_empty Result<Retired<T>> remove(const Key &wanted) const __atomic
	{
		// Another task that removes it does not free it before this section is over.
		rcu::ReadGuard reading;
		T *found = const_cast<T *>(search(wanted));

		if (!found || take(found))
			return ENOENT;
		return retire(found);
	}
	/// Calls `function` with each item, in no particular order, in an RCU read-side section. It
	/// may miss items that come or go during the call; if the table grows during the call, it
	/// may see items twice.
	///
	/// Context: process or softirq; does not sleep, and `function` must not sleep.
	template <typename Function>
	void for_each(Function function) const
	{
		Walk walk(&raw_);

		while (const T *each = walk.next())
			function(*each);
	}
	/// Removes the items for which `condition` holds; otherwise like for_each().
	template <typename Condition>
	void remove_if(Condition condition) const
	{
		Walk walk(&raw_);

		while (T *each = walk.next())
			if (condition(static_cast<const T &>(*each)) && !take(each))
				static_cast<void>(retire(each));
	}
	/// The current number of items.
	[[nodiscard]] u32 count() const __atomic { return ::kxx_rht_count(&raw_); }

private:
	RhashTable() {}

	class Walk : Pinned, TaskBound {
	public:
		explicit Walk(::rhashtable *table)
		{
			::rhashtable_walk_enter(table, &raw_);
			::kxx_rht_walk_start(&raw_);
		}
		~Walk()
		{
			::rhashtable_walk_stop(&raw_);
			::rhashtable_walk_exit(&raw_);
		}
		T *next() { return static_cast<T *>(::kxx_rht_walk_next(&raw_)); }

	private:
		::rhashtable_iter raw_;
	};

	static consteval void check()
	{
		static_assert(std::is_same_v<typename detail::MemberPointer<decltype(link)>::Member, RhashLink>,
			      "an RhashTable links by an RhashLink");
		static_assert(std::is_base_of_v<typename detail::MemberPointer<decltype(link)>::Class, T>,
			      "the link is a member of another class");
		static_assert(std::is_member_object_pointer_v<decltype(key)> &&
				      std::is_const_v<typename detail::MemberPointer<decltype(key)>::Member>,
			      "the key is a const data member: the table looks at its bytes while readers search");
		static_assert(detail::no_padding<Key>, "keys are compared byte for byte: the key has no padding");
		static_assert(sizeof(T) < 65536, "an item has up to 64 KB");
		static_assert(shareable<T>, "several readers use an item at once: T must be shareable");
		static_assert(sendable<T>, "another task destroys an item: T must be sendable");
	}
	static constexpr u32 key_size() { return sizeof(Key); }
	// In the ABI, a pointer to a data member is its offset.
	[[gnu::always_inline]] static u32 key_at()
	{
		return static_cast<u32>(__builtin_bit_cast(usize, static_cast<const Key T::*>(key)));
	}
	[[gnu::always_inline]] static u32 link_at()
	{
		return static_cast<u32>(__builtin_bit_cast(usize, static_cast<RhashLink T::*>(link)));
	}
	// C does this inline; here one function per table does it.
	[[gnu::noinline]] const T *search(const Key &wanted) const
	{
		return static_cast<const T *>(::kxx_rht_find(&raw_, &wanted, key_size(), key_at(), link_at()));
	}
	[[gnu::noinline]] int put(T *object) const
	{
		return ::kxx_rht_insert(&raw_, object, key_size(), key_at(), link_at());
	}
	[[gnu::noinline]] int take(T *object) const
	{
		return ::kxx_rht_remove(&raw_, object, key_size(), key_at(), link_at());
	}
	static Retired<T> retire(T *gone)
	{
		// SAFETY: from into_raw() of the inserted RcuBox, and just unlinked by this task
		// alone.
		return Retired<T>::adopt(unsafe, gone);
	}
	static void let_go(void *object, void *) { static_cast<void>(retire(static_cast<T *>(object))); }

	mutable ::rhashtable raw_;
};

template <typename T, auto link, auto key>
struct Sharing<RhashTable<T, link, key>> : SharedLike<T> {};
template <typename T, auto link, auto key>
struct Borrows<RhashTable<T, link, key>> : BorrowsLike<T> {};

} // namespace kernel
