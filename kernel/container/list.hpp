// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Doubly linked lists whose links are members of the items.
//!
//! C: include/linux/list.h
//!
//! doc/design/containers.md says who owns an item, and why it cannot be in two lists.
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

/// The member of an item that has one owner, by which a List of Boxes links it. Two pointers.
///
/// For items that are shared (Arc), or that are removed by their address, a TrackedListLink.
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
///     test.expect_eq(jobs.front()->number, 1u);
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

/// A link that knows its list: what a shared item needs, and what is removed by its address. Three
/// pointers; putting a shared item into a list costs an atomic operation.
///
/// An item may have several, for lists of several kinds: it can be in one list by each of them.
///
/// Invariants:
/// - `raw_` is in the list that `home_` says.
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

/// A list that owns its items by Ps: Box<T>, Arc<T>, Ref<T> or Outlives<T>.
///
/// For queues, and for sets that are walked as a whole; to find items by a key use a HashTable or an
/// RbTree. Linking allocates nothing and cannot fail, except that a shared item may be in a list
/// already. It has no lock: put it into the data of one.
///
///     SpinLock<List<Box<Job>, &Job::link>, "disk.jobs"> jobs_;
///
/// An item is owned by its list, so none is destroyed while linked, and none is in two lists by one
/// link: a Box goes into the list, and comes out of it; of an item with several owners the
/// TrackedListLink knows. The items of a list that goes are let go, first to last.
///
/// Of boxed items non-const access gives `T &`, of shared ones `const T &`. While a `for` walks the list
/// it must not be changed: use a Cursor there.
///
/// Context: any; letting an item go may need more.
///
/// Invariants:
/// - `head_` is a ring of the links of items whose owners were taken by Held::into(), and never moves.
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
	/// Of a Box, putting it in always succeeds; of what is shared, it may be in a list already.
	using Pushed = std::conditional_t<alone, void, Result<>>;

	[[gnu::always_inline]] constexpr List() : head_{ &head_, &head_ } {}
	List(const List &) = delete;
	List &operator=(const List &) = delete;
	~List()
	{
		detail::check_link<P, link, ListLink, TrackedListLink>();
		clear();
	}

	/// Walks over the items. Element is const where the list is.
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

	/// A place in a list that may be changed there: at an item, or behind the last one, which is also
	/// before the first one. Only what the cursor itself removes may go meanwhile.
	class __view(T) Cursor {
	public:
		/// The item, or null behind the last one.
		Shown *get() const { return at_ == &list_->head_ ? nullptr : item(at_); }
		/// To the next item; behind the last one there is nothing.
		void next() { at_ = at_->next; }
		/// To the item before; before the first one there is nothing.
		void prev() { at_ = at_->prev; }
		/// Takes the item out; the cursor stands at the next one then.
		///
		/// Errors: ENOENT: behind the last one.
		[[gnu::always_inline]] Result<P> remove()
		{
			if (at_ == &list_->head_)
				return ENOENT;
			::list_head *gone = std::exchange(at_, at_->next);
			return take(gone);
		}
		/// Before the item; behind the last one that is at the end. As push_back().
		[[gnu::always_inline]] Pushed insert_before(P &&owner) { return list_->link_in(std::move(owner), at_->prev); }
		/// Behind the item; behind the last one that is at the front.
		[[gnu::always_inline]] Pushed insert_after(P &&owner) { return list_->link_in(std::move(owner), at_); }

	private:
		friend class List;
		Cursor(List *list, ::list_head *at) : list_(list), at_(at) {}

		List *list_;
		::list_head *at_;
	};

	[[nodiscard]] bool empty() const { return head_.next == &head_; }
	/// The first and the last item, or null.
	Shown *front() & __lifetimebound { return empty() ? nullptr : item(head_.next); }
	const T *front() const & __lifetimebound { return empty() ? nullptr : item(head_.next); }
	Shown *back() & __lifetimebound { return empty() ? nullptr : item(head_.prev); }
	const T *back() const & __lifetimebound { return empty() ? nullptr : item(head_.prev); }
	void front() const && = delete;
	void back() const && = delete;

	/// Puts an item in, at the front or the end.
	///
	/// Errors, of shared items only: EBUSY: it is in a list by this link, this one or another. `owner`
	/// keeps it then.
	[[gnu::always_inline]] Pushed push_front(P &&owner) { return link_in(std::move(owner), &head_); }
	/// Puts an item at the end.
	[[gnu::always_inline]] Pushed push_back(P &&owner) { return link_in(std::move(owner), head_.prev); }

	/// Takes the first or the last item out.
	///
	/// Errors: ENOENT: there is none.
	[[gnu::always_inline]] Result<P> pop_front()
	{
		if (empty())
			return ENOENT;
		return take(head_.next);
	}
	/// Takes the last item out.
	[[gnu::always_inline]] Result<P> pop_back()
	{
		if (empty())
			return ENOENT;
		return take(head_.prev);
	}

	/// Whether this list has the item. Of shared items another list may have it a moment later, or
	/// not any more; what this one has, it keeps.
	[[nodiscard]] bool has(const T &item) const
	{
		check_tracked();
		return (item.*link).home_.is(this);
	}
	/// Takes an item out, wherever in the list it is.
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

	/// Cursors at the first and the last item, or, in an empty list, behind the last one.
	Cursor cursor_front() & __lifetimebound { return Cursor(this, head_.next); }
	/// A cursor at the last item.
	Cursor cursor_back() & __lifetimebound { return Cursor(this, head_.prev); }
	void cursor_front() && = delete;
	void cursor_back() && = delete;

	/// All items of `other` come behind those here, in their order. At once with plain links; tracked
	/// ones are told one by one.
	void append(List &other)
	{
		if (&other == this)
			return;
		other.tell(this);
		::list_splice_tail_init(&other.head_, &head_);
	}
	/// All items of `other` come before those here, in their order.
	void prepend(List &other)
	{
		if (&other == this)
			return;
		other.tell(this);
		::list_splice_init(&other.head_, &head_);
	}
	/// Lets all items go, first to last.
	void clear()
	{
		while (!empty())
			static_cast<void>(take_owner(head_.next));
	}

	Iterator<Shown> begin() & __lifetimebound { return Iterator<Shown>(head_.next); }
	Iterator<Shown> end() & __lifetimebound { return Iterator<Shown>(&head_); }
	Iterator<const T> begin() const & __lifetimebound { return Iterator<const T>(head_.next); }
	Iterator<const T> end() const & __lifetimebound
	{
		return Iterator<const T>(const_cast<::list_head *>(&head_));
	}
	/// Its items would be gone before the first is looked at.
	void begin() const && = delete;

private:
	static consteval void check_tracked()
	{
		static_assert(tracked, "which list an item is in only a TrackedListLink knows; with a ListLink "
				       "use a cursor");
	}
	[[gnu::always_inline]] static T *item(::list_head *raw)
	{
		return detail::item_of<T, link>(raw);
	}

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
	[[gnu::always_inline]] static Result<P> take(::list_head *raw)
	{
		return take_owner(raw);
	}
	/// Tells the items that they are going to be in `next`.
	void tell(const List *next)
	{
		if constexpr (tracked)
			for (auto &item : *this)
				(item.*link).home_.set(next);
	}

	::list_head head_;
};

/// A list is its owners.
template <typename P, auto link>
struct Sharing<List<P, link>> : Sharing<P> {};
template <typename P, auto link>
struct Borrows<List<P, link>> : Borrows<P> {};

} // namespace kernel
