// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: code that work items and queues share: ownership through `void *`, and the delays that
//! a queue knows.
//!
//! C: include/linux/workqueue.h
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <helpers/workqueue.hpp>
#include <linux/list.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>

namespace kernel {

/// Tells a run() for which of several work items of its class it is called: `On<"disk.flush">`.
template <Literal name>
struct On {};

namespace detail {

/// A delayed work item, and its place in the list of the Workqueue that its timer will enqueue it
/// on.
///
/// Invariants:
/// - while the item is pending, `node` is in the list of the Workqueue on which the delay will
///   enqueue it, and in no list if that is a kernel queue. Functions that enqueue or move the item
///   change both under the lock; functions that cancel it take it out of the list later.
struct RawDelayed {
	::delayed_work work;
	::list_head node;
};

/// A Workqueue's list of pending delays. The lock in workqueue.cpp protects it.
struct Delays {
	::list_head items;
	bool closing;
	/// Unloading finds the queue here, if nobody has destroyed it.
	CallerPlace place;
	::workqueue_struct *queue;
};

void init(RawDelayed &item, ::work_func_t function, const char *name, ::lock_class_key *key);

[[gnu::always_inline]] inline RawDelayed *delayed_of(::work_struct *raw)
{
	return const_cast<RawDelayed *>(owner_of<&RawDelayed::work>(::to_delayed_work(raw)));
}

/// Enqueues with a delay and adds the item to the queue's list; `delays` is null for a kernel
/// queue. Returns false if the item is pending, or the queue is being destroyed.
bool enqueue_tracked(::workqueue_struct *queue, Delays *delays, RawDelayed &item, usize ticks) __atomic;
enum class Moved { Refused, Fresh, WasPending };
/// Enqueues the item, or changes its delay if it is pending on any queue.
Moved move_tracked(::workqueue_struct *queue, Delays *delays, RawDelayed &item, usize ticks) __atomic;
/// Takes the item out of its queue's list, unless it is pending again.
void untrack_listed(RawDelayed &item) __atomic;
/// Does the same for an item that may not be in a list: only an item on a Workqueue is in one, and
/// it is put there before it is enqueued. It checks `prev`, which list_del_init() writes last, so
/// that whoever took the item out does not touch it any more.
[[gnu::always_inline]] inline void untrack(RawDelayed &item) __atomic
{
	if (*static_cast<::list_head *const volatile *>(&item.node.prev) != &item.node)
		untrack_listed(item);
}
/// Cancels the delay or removes the item from the queue. Returns whether it was pending; if so, the
/// caller has it now.
bool cancel_tracked(RawDelayed &item) __atomic;

/// Whether T derives from exactly one work item, and from which.
template <typename T>
concept has_one_item = requires { typename T::OnlyItem; };
template <typename T>
consteval auto find_only_item()
{
	static_assert(has_one_item<T>, "T is not derived from one `public WorkItem<T, \"name\">`; of "
				       "several, say which: enqueue<\"name\">(…)");
	if constexpr (has_one_item<T>)
		return std::type_identity<typename T::OnlyItem>{};
}
template <typename T>
using OnlyItem = typename decltype(find_only_item<T>())::type;

/// The kind of owner that the class's run() takes.
template <typename T, typename Name>
concept runs_arc = requires(Arc<T> self) { T::run(std::move(self), Name{}); } ||
		   requires(Arc<T> self) { T::run(std::move(self)); };
template <typename T, typename Name>
concept runs_box = requires(Box<T> self) { T::run(std::move(self), Name{}); } ||
		   requires(Box<T> self) { T::run(std::move(self)); };

template <typename T, typename Name>
consteval void check_run()
{
	static_assert(runs_arc<T, Name> || runs_box<T, Name>,
		      "a work item has a public `static void run(Arc<T>)` or `static void run(Box<T>)`; "
		      "with several work items, `run(Arc<T>, On<\"name\">)` for each");
	static_assert(!(runs_arc<T, Name> && runs_box<T, Name>), "run() takes an Arc or a Box, not either");
	static_assert(sendable<T>, "a work item is run by another task: T is not sendable, see "
				   "kernel/base/share.hpp");
}

/// Passes the queue's owner to run().
template <typename T, typename Name>
[[gnu::always_inline]] inline void run_owned(const T *object)
{
	check_run<T, Name>();
	// SAFETY: the queue got this owner from into_raw() in enqueue(), ran the item once for it, and
	// does not touch it from now on.
	auto run = [&](auto owner) {
		if constexpr (requires { T::run(std::move(owner), Name{}); }) {
			static_assert(std::is_void_v<decltype(T::run(std::move(owner), Name{}))>,
				      "run() of a work item returns nothing");
			T::run(std::move(owner), Name{});
		} else {
			static_assert(std::is_void_v<decltype(T::run(std::move(owner)))>,
				      "run() of a work item returns nothing");
			T::run(std::move(owner));
		}
	};
	// SAFETY: from into_raw() of the owner that was enqueued, of the kind that run() takes.
	if constexpr (runs_arc<T, Name>)
		run(Arc<T>::from_raw(unsafe, object));
	else if constexpr (runs_box<T, Name>)
		// SAFETY: as above; a Box is the only owner.
		run(Box<T>::from_raw(unsafe, const_cast<T *>(object)));
}

/// Converts between an item and its C part.
struct Items {
	template <typename Item>
	static auto *raw(__lifetimebound const Item &item)
	{
		return item.raw();
	}
	template <typename Item>
	static const Item *item_of(::work_struct *raw)
	{
		if constexpr (Item::delayed)
			return owner_of<&Item::raw_>(delayed_of(raw));
		else
			return owner_of<&Item::raw_>(raw);
	}
	/// Converts to the object, of which the work item is a base.
	template <typename T, typename Item>
	[[gnu::always_inline]] static void run(::work_struct *raw)
	{
		const Item *item = item_of<Item>(raw);

		if constexpr (Item::delayed)
			untrack(item->raw_);
		run_owned<T, typename Item::Name>(static_cast<const T *>(item));
	}
};

/// The functions that the kernel calls. They are not members of the items, whose names are part of
/// their types: objtool of older kernels wants function names below 128 characters.
template <typename T>
void run_only(::work_struct *raw)
{
	Items::run<T, typename T::OnlyItem>(raw);
}
template <typename T, typename Item>
void run_one_of(::work_struct *raw)
{
	Items::run<T, Item>(raw);
}
template <auto function, auto self>
void run_member(::work_struct *raw) __runs_in("task")
{
	(owner_of<self>(raw)->*function)();
}
template <auto function, auto self>
void run_delayed_member(::work_struct *raw) __runs_in("task")
{
	const auto *owner = owner_of<self>(delayed_of(raw));

	untrack(*delayed_of(raw));
	(owner->*function)();
}

/// The C function of a work item.
template <typename T, typename Item>
constexpr ::work_func_t item_function()
{
	if constexpr (has_one_item<T>)
		return run_only<T>;
	else
		return run_one_of<T, Item>;
}

template <auto function, typename Owner>
inline constexpr bool is_const_action = false;
template <typename Owner, void (Owner::*function)() const>
inline constexpr bool is_const_action<function, Owner> = true;

/// Refuses invalid arguments of calls<> for a work item in a member.
template <typename Owner, typename Item, auto function, auto self, auto... behind>
consteval void check_work()
{
	check_plain_callback<Owner, function, self, behind...>();
	static_assert(std::is_same_v<typename MemberPointer<decltype(self)>::Member, Item>,
		      "calls<> names another member than the one it initialises");
	static_assert(!(std::is_same_v<typename MemberPointer<decltype(behind)>::Member, Item> || ...),
		      "two work items of one class have different names");
	static_assert(is_const_action<function, Owner>,
		      "a work item calls a `void function() const`: it runs beside other users of the "
		      "object");
}

} // namespace detail
} // namespace kernel
