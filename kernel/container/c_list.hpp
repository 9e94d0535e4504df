// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A walk over a list of C's, whose items belong to C.
//!
//! C: include/linux/list.h (list_for_each_entry)
#pragma once

#include <type_traits>

#include <linux/types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/share.hpp>

namespace kernel {

/// All items of a circular list that C made, for a range-based for: `node` is the list_head in C's struct.
///
/// For library code that gets such a list from a subsystem. Lists of our own are List and HList, which own their
/// items and know when one is in a list already.
///
/// Invariants:
/// - `head_` begins a list of T's, each by its `node`, that does not change while this is used.
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
	/// Safety:
	/// - `head` begins a circular list of such items, and is none of them.
	/// - Nobody changes the list while the result is used: a lock of C's is held, or RCU's readers' side.
	[[gnu::always_inline]] static CList of(unsafe_t, const ::list_head &head __lifetimebound)
	{
		return CList(&head);
	}

	/// Goes from item to item.
	class Iterator {
	public:
		const Owner &operator*() const { return *detail::owner_of<node>(at_); }
		Iterator &operator++()
		{
			at_ = at_->next;
			return *this;
		}
		/// Whether they are not at one item.
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
