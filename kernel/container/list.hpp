// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Doubly linked lists whose links are members of the items.
//!
//! C: include/linux/list.h
//!
//! doc/design/containers.md explains who owns an item, and why it cannot be in two lists.
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
class List;

/// The member by which a List links an item that has one owner. It takes two pointers.
///
/// For items that are shared (Arc), or that are removed by their address, use a TrackedListLink.
///
/// Invariants:
/// - `raw_` is in a list while that list owns the item, and means nothing otherwise.
///
/// Example:
///     struct Job {
///             explicit Job(u32 number) : number(number) {}
///             u32 number;
///             ListLink link;
///     };
///     List<Box<Job>, &Job::link> jobs;
///     jobs.push_back(TRY(make_box<Job>(GFP_KERNEL, 1u)));
///     if (const Job *first = jobs.front())
///             test.expect_eq(first->number, 1u);
class ListLink {
public:
	[[gnu::always_inline]] constexpr ListLink()
	{
		if (std::is_constant_evaluated())
			raw_ = {};
	}
	ListLink(const ListLink &) = delete;
	ListLink &operator=(const ListLink &) = delete;

private:
	template <typename, auto>
	friend class List;

	mutable ::list_head raw_;
};

/// A link that knows its list; shared items need it, and items that are removed by their address.
/// It takes three pointers; inserting a shared item costs an atomic operation.
///
/// An item may have several links, for lists of several kinds: it can be in one list through each
/// of them.
///
/// Invariants:
/// - `raw_` is in the list that `home_` names.
///
/// Example:
///     struct Session {
///             explicit Session(u32 number) : number(number) {}
///             u32 number;
///             TrackedListLink link;
///     };
///     List<Arc<Session>, &Session::link> sessions, others;
///     auto session = TRY(make_arc<Session>(GFP_KERNEL, 1u));
///     TRY(sessions.push_back(session.share()));
///     test.expect_error(others.push_back(session.share()), EBUSY);
///     test.expect(sessions.has(*session) && !others.has(*session));
///     auto removed = TRY(sessions.remove(*session));
///     test.expect(ptr_eq(removed, session));
class TrackedListLink {
public:
	[[gnu::always_inline]] constexpr TrackedListLink()
	{
		if (std::is_constant_evaluated())
			raw_ = {};
	}
	TrackedListLink(const TrackedListLink &) = delete;
	TrackedListLink &operator=(const TrackedListLink &) = delete;

private:
	template <typename, auto>
	friend class List;

	mutable ::list_head raw_;
	detail::Home home_;
};

/// A list that owns its items through Ps: Box<T>, Arc<T>, Ref<T> or Outlives<T>.
///
/// Use it for queues, and for sets to iterate over; to find items by a key, use a HashTable or an
/// RbTree. Linking allocates nothing and cannot fail, except that a shared item may already be in a
/// list. It has no lock: put it into the data of one.
///
///     SpinLock<List<Box<Job>, &Job::link>, "disk.jobs"> jobs_;
///
/// A list owns its items, so no item is destroyed while it is linked, and no item is in two lists
/// through one link: a Box moves into the list and out of it; for an item with several owners, the
/// TrackedListLink knows the list. The destructor of a list drops its items, first to last.
///
/// Non-const access yields `T &` for boxed items and `const T &` for shared ones. A `for` loop over
/// the list must not change it: use a Cursor for that.
///
/// Context: any; destroying an item may need more.
///
/// Invariants:
/// - `head_` is a ring of the links of items whose owners were taken by detail::Held::into(), and
///   never moves.
///
/// Example:
///     struct Job {
///             explicit Job(u32 number) : number(number) {}
///             u32 number;
///             ListLink link;
///     };
///     List<Box<Job>, &Job::link> jobs;
///     for (u32 number : { 1u, 2u, 3u })
///             jobs.push_back(TRY(make_box<Job>(GFP_KERNEL, number)));
///     u32 sum = 0;
///     for (const Job &job : jobs)
///             sum += job.number;
///     test.expect_eq(sum, 6u);
///     for (auto at = jobs.cursor_front(); Job *job = at.get();)
///             if (job->number % 2)
///                     TRY(at.remove());
///             else
///                     at.next();
///     auto last = TRY(jobs.pop_front());
///     test.expect_eq(last->number, 2u);
///     test.expect(jobs.empty());
template <typename P, auto link>
class List {
	using Own = detail::Held<P>;
	using Link = typename detail::MemberPointer<decltype(link)>::Member;
	using T = typename Own::Item;
	using Shown = typename Own::Shown;
	static constexpr bool tracked = std::is_same_v<Link, TrackedListLink>;
	static constexpr bool alone = Own::alone;

public:
	/// Inserting a Box always succeeds; a shared item may already be in a list.
	using Pushed = std::conditional_t<alone, void, Result<>>;

	[[gnu::always_inline]] constexpr List() : head_{ &head_, &head_ } {}
	List(const List &) = delete;
	List &operator=(const List &) = delete;
	~List()
	{
		detail::check_link<P, link, ListLink, TrackedListLink>();
		clear();
	}

	/// Iterates over the items. Element is const if the list is.
	template <typename Element>
	class __view(Element) Iterator {
	public:
		Element &operator*() const { return *List::item(at_); }
		Element *operator->() const { return List::item(at_); }
		Iterator &operator++()
		{
			at_ = at_->next;
			return *this;
		}
		Iterator &operator--()
		{
			at_ = at_->prev;
			return *this;
		}
		bool operator==(const Iterator &) const = default;

	private:
		friend class List;
		explicit Iterator(::list_head *at) : at_(at) {}

		::list_head *at_;
	};

	/// A place in a list through which the list may be changed: at an item, or past the last
	/// one, which is also before the first one. While it exists, only the cursor itself may
	/// remove items.
	class __view(T) Cursor {
	public:
		/// The item, or null past the last one.
		__may_be_null Shown *get() const { return at_ == &list_->head_ ? nullptr : item(at_); }
		/// Moves to the next item; past the last one there is no item.
		void next() { at_ = at_->next; }
		/// Moves to the previous item; before the first one there is no item.
		void prev() { at_ = at_->prev; }
		/// Removes the item; the cursor is then at the next one.
		///
		/// Errors: ENOENT: the cursor is past the last item.
		[[gnu::always_inline]] Result<P> remove()
		{
			if (at_ == &list_->head_)
				return ENOENT;
			::list_head *gone = std::exchange(at_, at_->next);
			return take(gone);
		}
		/// Inserts before the item, or at the end if the cursor is past the last one.
		/// Errors as push_back().
		[[gnu::always_inline]] Pushed insert_before(P &&owner __taken_if_ok)
		{
			return list_->link_in(std::move(owner), at_->prev);
		}
		/// Inserts after the item, or at the front if the cursor is past the last one.
		[[gnu::always_inline]] Pushed insert_after(P &&owner __taken_if_ok)
		{
			return list_->link_in(std::move(owner), at_);
		}

	private:
		friend class List;
		Cursor(List *list, ::list_head *at) : list_(list), at_(at) {}

		List *list_;
		::list_head *at_;
	};

	[[nodiscard]] bool empty() const { return head_.next == &head_; }
	/// The first item, or null.
	__may_be_null Shown *front() & __lifetimebound { return empty() ? nullptr : item(head_.next); }
	__may_be_null const T *front() const & __lifetimebound { return empty() ? nullptr : item(head_.next); }
	/// The last item, or null.
	__may_be_null Shown *back() & __lifetimebound { return empty() ? nullptr : item(head_.prev); }
	/// The last item, or null.
	__may_be_null const T *back() const & __lifetimebound { return empty() ? nullptr : item(head_.prev); }
	void front() const && = delete;
	void back() const && = delete;

	/// Inserts an item at the front.
	///
	/// Errors, for shared items only: EBUSY: the item is in this or another list through this
	/// link. `owner` then keeps it.
	[[gnu::always_inline]] Pushed push_front(P &&owner __taken_if_ok) { return link_in(std::move(owner), &head_); }
	/// Inserts an item at the end.
	[[gnu::always_inline]] Pushed push_back(P &&owner __taken_if_ok)
	{
		return link_in(std::move(owner), head_.prev);
	}

	/// Removes the first item.
	///
	/// Errors: ENOENT: there is none.
	[[gnu::always_inline]] Result<P> pop_front()
	{
		if (empty())
			return ENOENT;
		return take(head_.next);
	}
	/// Removes the last item.
	[[gnu::always_inline]] Result<P> pop_back()
	{
		if (empty())
			return ENOENT;
		return take(head_.prev);
	}

	/// Whether this list has the item. If it does not, another list may take or drop a shared
	/// item at any moment; if it does, that stays true.
	[[nodiscard]] bool has(const T &item) const
	{
		check_tracked();
		return (item.*link).home_.is(this);
	}
	/// Removes an item, wherever it is in the list.
	///
	/// Errors: ENOENT: this list does not have it.
	[[gnu::always_inline]] Result<P> remove(const T &item)
	{
		if (!has(item))
			return ENOENT;
		return take(&(item.*link).raw_);
	}
	/// A cursor at an item.
	///
	/// Errors: ENOENT: this list does not have it.
	Result<Cursor> cursor_at(const T &item) & __lifetimebound
	{
		if (!has(item))
			return ENOENT;
		return Cursor(this, &(item.*link).raw_);
	}

	/// A cursor at the first item, or, in an empty list, past the last one.
	Cursor cursor_front() & __lifetimebound { return Cursor(this, head_.next); }
	/// A cursor at the last item.
	Cursor cursor_back() & __lifetimebound { return Cursor(this, head_.prev); }
	void cursor_front() && = delete;
	void cursor_back() && = delete;

	/// Moves all items of `other` to the end of this list, in their order. With plain links
	/// this is one step; tracked links are updated one by one.
	void append(List &other)
	{
		if (&other == this)
			return;
		other.tell(this);
		::list_splice_tail_init(&other.head_, &head_);
	}
	/// Moves all items of `other` to the front of this list, in their order.
	void prepend(List &other)
	{
		if (&other == this)
			return;
		other.tell(this);
		::list_splice_init(&other.head_, &head_);
	}
	/// Drops all items, first to last.
	void clear()
	{
		while (!empty())
			static_cast<void>(take_owner(head_.next));
	}

	Iterator<Shown> begin() & __lifetimebound { return Iterator<Shown>(head_.next); }
	Iterator<Shown> end() & __lifetimebound { return Iterator<Shown>(&head_); }
	Iterator<const T> begin() const & __lifetimebound { return Iterator<const T>(head_.next); }
	Iterator<const T> end() const & __lifetimebound { return Iterator<const T>(const_cast<::list_head *>(&head_)); }
	/// Deleted, since the items would be destroyed before the loop uses them.
	void begin() const && = delete;

private:
	static consteval void check_tracked()
	{
		static_assert(tracked, "which list an item is in only a TrackedListLink knows; with a ListLink "
				       "use a cursor");
	}
	[[gnu::always_inline]] static T *item(::list_head *raw) { return detail::item_of<T, link>(raw); }

	[[gnu::always_inline]] Pushed link_in(P &&owner, ::list_head *before)
	{
		detail::check_link<P, link, ListLink, TrackedListLink>();
		if constexpr (!alone) {
			if (!(Own::look(owner)->*link).home_.claim(this))
				return EBUSY;
		} else if constexpr (tracked) {
			(Own::look(owner)->*link).home_.set(this);
		}
		::list_add(&(Own::into(std::move(owner))->*link).raw_, before);
		if constexpr (!alone)
			return ok;
	}
	[[gnu::always_inline]] static P take_owner(::list_head *raw)
	{
		T *gone = item(raw);

		::list_del(raw);
		if constexpr (tracked)
			(gone->*link).home_.leave();
		return Own::from(gone);
	}
	[[gnu::always_inline]] static Result<P> take(::list_head *raw) { return take_owner(raw); }
	/// Updates the links of the items, which are about to move to `next`.
	void tell(const List *next)
	{
		if constexpr (tracked)
			for (auto &item : *this)
				(item.*link).home_.set(next);
	}

	::list_head head_;
};

/// A list may be shared and sent as its owners may.
template <typename P, auto link>
struct Sharing<List<P, link>> : SharedLike<P> {};
template <typename P, auto link>
struct Borrows<List<P, link>> : BorrowsLike<P> {};

} // namespace kernel
