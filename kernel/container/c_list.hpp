// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Iterates over a C list, whose items belong to C.
//!
//! C: include/linux/list.h (list_for_each_entry)
#pragma once

#include <type_traits>

#include <linux/types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/share.hpp>

namespace kernel {

/// All items of a circular list that C made, for a range-based for loop: `node` is the list_head in
/// C's struct.
///
/// It is for library code that gets such a list from a subsystem. Our own lists are List and HList,
/// which own their items and know when one is already in a list.
///
/// Invariants:
/// - `head_` starts a list of T's, linked by their `node`, that does not change while this is used.
///
/// Example:
///     struct Item {
///             u32 number;
///             ::list_head node;
///     };
///     ::list_head head;
///     Item item{ 7, { &head, &head } };
///     head = { &item.node, &item.node };
///     u32 sum = 0;
///     // SAFETY: a list of one Item, which stays.
///     for (const Item &each : CList<&Item::node>::of(unsafe, head))
///             sum += each.number;
///     test.expect_eq(sum, 7u);
template <auto node>
class CList : TaskBound {
	using Owner = typename detail::MemberPointer<std::remove_cv_t<decltype(node)>>::Class;

public:
	/// Views the list that begins at `head`.
	///
	/// Safety:
	/// - `head` starts a circular list of such items, and is not one of them.
	/// - Nobody changes the list while the result is used: a C lock is held, or an RCU
	///   read-side section is active.
	[[gnu::always_inline]] static CList of(unsafe_t, const ::list_head &head __lifetimebound) { return CList(&head); }

	/// Iterates over the items.
	class Iterator {
	public:
		const Owner &operator*() const __lifetimebound { return *detail::owner_of<node>(at_); }
		Iterator &operator++()
		{
			at_ = at_->next;
			return *this;
		}
		/// Whether the two are at different items.
		friend bool operator!=(const Iterator &a, const Iterator &b) { return a.at_ != b.at_; }

	private:
		friend CList;
		explicit Iterator(const ::list_head *at) : at_(at) {}

		const ::list_head *at_;
	};
	Iterator begin() const { return Iterator(head_->next); }
	Iterator end() const { return Iterator(head_); }
	bool empty() const { return head_->next == head_; }

private:
	explicit CList(const ::list_head *head) : head_(head) {}

	const ::list_head *head_;
};

} // namespace kernel
