// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the way in which a container keeps the owners of its items as plain pointers.
//!
//! C: none; the question who frees the object that contains a list_head
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu_box.hpp>

namespace kernel {

namespace detail {

/// Says how a container keeps a P: the object that it owns, whether the P is its only owner, and
/// how far the container's owner may change it.
template <typename P>
struct Held {
	static constexpr bool known = false;
};
template <typename T, typename Allocator>
struct Held<Box<T, Allocator>> {
	using Item = T;
	using Shown = T;
	using Out = Box<T, Allocator>;
	static constexpr bool known = true;
	static constexpr bool alone = true;
	static constexpr bool read_by_others = false;
	/// The alignment of the address. This is a function, since the class may not be complete
	/// yet.
	static consteval usize alignment() { return std::is_polymorphic_v<T> ? alignof(T) : Allocator::alignment; }

	[[gnu::always_inline]] static T *into(Box<T, Allocator> &&owner) { return std::move(owner).into_raw(); }
	[[gnu::always_inline]] static T *look(__lifetimebound Box<T, Allocator> &owner) { return owner.get(); }
	[[gnu::always_inline]] static Box<T, Allocator> from(T *item)
	{
		// SAFETY: from into(), and the container forgets it.
		return Box<T, Allocator>::from_raw(unsafe, item);
	}
};
template <typename T>
struct Held<Arc<T>> {
	using Item = std::remove_const_t<T>;
	using Shown = const T;
	using Out = Arc<T>;
	static constexpr bool known = true;
	static constexpr bool alone = false;
	static constexpr bool read_by_others = false;
	/// The alignment of the address. This is a function, since the class may not be complete
	/// yet.
	static consteval usize alignment() { return alignof(Item) > 4 ? alignof(Item) : 4; }

	[[gnu::always_inline]] static Item *into(Arc<T> &&owner)
	{
		return const_cast<Item *>(std::move(owner).into_raw());
	}
	[[gnu::always_inline]] static Item *look(__lifetimebound Arc<T> &owner)
	{
		return const_cast<Item *>(owner.operator->());
	}
	[[gnu::always_inline]] static Arc<T> from(Item *item)
	{
		// SAFETY: from into(), and the container forgets it.
		return Arc<T>::from_raw(unsafe, item);
	}
};
template <typename T>
struct Held<Ref<T>> {
	using Item = std::remove_const_t<T>;
	using Shown = const T;
	using Out = Ref<T>;
	static constexpr bool known = true;
	static constexpr bool alone = false;
	static constexpr bool read_by_others = false;
	/// The alignment of the address. This is a function, since the class may not be complete
	/// yet.
	static consteval usize alignment() { return alignof(Item); }

	[[gnu::always_inline]] static Item *into(Ref<T> &&owner)
	{
		return const_cast<Item *>(std::move(owner).into_raw());
	}
	[[gnu::always_inline]] static Item *look(__lifetimebound Ref<T> &owner)
	{
		return const_cast<Item *>(owner.operator->());
	}
	[[gnu::always_inline]] static Ref<T> from(Item *item)
	{
		// SAFETY: from into(), and the container forgets it.
		return Ref<T>::adopt(unsafe, item);
	}
};
template <typename T>
struct Held<Outlives<T>> {
	using Item = std::remove_const_t<T>;
	using Shown = T;
	using Out = Outlives<T>;
	static constexpr bool known = true;
	static constexpr bool alone = false;
	static constexpr bool read_by_others = false;
	/// The alignment of the address. This is a function, since the class may not be complete
	/// yet.
	static consteval usize alignment() { return alignof(Item); }

	[[gnu::always_inline]] static Item *into(Outlives<T> &&owner)
	{
		// kxx-allow: unbound-return the object outlives the owner
		return const_cast<Item *>(owner.operator->());
	}
	[[gnu::always_inline]] static Item *look(__lifetimebound Outlives<T> &owner)
	{
		return const_cast<Item *>(owner.operator->());
	}
	[[gnu::always_inline]] static Outlives<T> from(Item *item)
	{
		// SAFETY: the code that made the inserted Outlives says so.
		return Outlives<T>(unsafe, item);
	}
};

/// An object that RCU readers may read; it is removed as a Retired.
template <typename T>
struct Held<RcuBox<T>> {
	using Item = T;
	using Shown = const T;
	using Out = Retired<T>;
	static constexpr bool known = true;
	static constexpr bool alone = true;
	static constexpr bool read_by_others = true;
	static consteval usize alignment() { return alignof(T) > 8 ? alignof(T) : 8; }

	[[gnu::always_inline]] static T *into(RcuBox<T> &&owner) { return std::move(owner).into_raw(); }
	[[gnu::always_inline]] static T *look(__lifetimebound RcuBox<T> &owner) { return &*owner; }
	[[gnu::always_inline]] static Retired<T> from(T *item)
	{
		// SAFETY: from into(), and the container does not show it any more.
		return Retired<T>::adopt(unsafe, item);
	}
};

/// The part of a tracked link that says which container the item is in.
///
/// Invariants:
/// - `at_` is null while no container has the item; otherwise it is that container, and only that
///   container changes it.
class Home {
public:
	constexpr Home() = default;
	Home(const Home &) = delete;
	Home &operator=(const Home &) = delete;

	/// Whether the container has the item. The answer stays true for a caller that has the
	/// container alone.
	[[gnu::always_inline]] bool is(const void *container) const { return at_.load(relaxed) == container; }
	/// Puts the item into this container if it was in none; returns whether it did.
	[[gnu::always_inline]] bool claim(const void *container) const
	{
		return at_.cmpxchg(nullptr, container, acquire).done;
	}
	/// Puts the item into this container: it was in none, as its only owner knows, or moves
	/// from another one.
	[[gnu::always_inline]] void set(const void *container) const { at_.store(container, relaxed); }
	/// The last access of a container to an item that it removes.
	[[gnu::always_inline]] void leave() const { at_.store(nullptr, release); }

private:
	mutable Atomic<const void *> at_{ nullptr };
};

/// The requirements of every intrusive container for its owners and its link. It is called where
/// the item's class is complete.
template <typename P, auto link, typename Plain, typename Tracked>
consteval void check_link()
{
	using Pointer = MemberPointer<decltype(link)>;
	static_assert(Held<P>::known, "a container holds Box<T>, Arc<T>, Ref<T> or Outlives<T>");
	if constexpr (Held<P>::known) {
		static_assert(std::is_same_v<typename Pointer::Member, Plain> ||
				      std::is_same_v<typename Pointer::Member, Tracked>,
			      "the member is no link of this kind of container");
		static_assert(std::is_base_of_v<typename Pointer::Class, typename Held<P>::Item>,
			      "the link is a member of another class");
		static_assert(!Held<P>::read_by_others,
			      "RCU's readers do not follow the links of this container: use an RcuHashTable or "
			      "an XArray");
		static_assert(Held<P>::alone || std::is_same_v<typename Pointer::Member, Tracked>,
			      "an item with several owners could be put into two containers at once: give it "
			      "a tracked link, which knows where it is");
	}
}

/// Converts a link's raw part to the item that contains it.
template <typename T, auto link, typename Raw>
[[gnu::always_inline]] inline T *item_of(Raw *raw)
{
	using Class = typename MemberPointer<decltype(link)>::Class;

	return static_cast<T *>(const_cast<Class *>(owner_of<link>(raw)));
}

} // namespace detail
} // namespace kernel
