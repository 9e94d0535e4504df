// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Objects that RCU readers may still see when nobody owns them any more.
//!
//! C: include/linux/rcupdate.h
//!
//! An object is built in an RcuBox, is shown to readers by an RcuPtr (kernel/sync/rcu_ptr.hpp) or a
//! container, and comes back from there as Retired.
//!
//! An RCU callback may destroy an object. The module stays until all such callbacks have returned
//! (kernel/base/unload.hpp); nobody needs to call rcu_barrier().
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <helpers/rcupdate.hpp>
#include <helpers/slab.hpp>
#include <linux/rcupdate.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/base/unload.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

namespace detail {

/// An object that readers may still see after its owner has dropped it. The head comes first, so
/// that the kernel can free it without knowing T.
template <typename T>
struct RcuNode {
	template <typename... Args>
	explicit RcuNode(Args &&...args) : object(std::forward<Args>(args)...)
	{
	}

	::callback_head head;
	T object;

	static RcuNode *of(T *object)
	{
		// offsetof() works only for standard-layout types.
		constexpr usize offset = (sizeof(::callback_head) + alignof(T) - 1) / alignof(T) * alignof(T);
		static_assert(sizeof(RcuNode) - offset - sizeof(T) < alignof(RcuNode));
		return reinterpret_cast<RcuNode *>(reinterpret_cast<char *>(object) - offset);
	}
	/// Destroys and frees the node; RCU calls it.
	static void destroy(::callback_head *head) __runs_in("softirq")
	{
		auto *node = reinterpret_cast<RcuNode *>(head);
		node->~RcuNode();
		Kmalloc::free(node);
	}
};

/// The domain of plain RCU readers; the other domain is SrcuDomain.
struct RcuDomain {
	struct Section {};

	[[gnu::always_inline]] Section enter() const
	{
		::rcu_read_lock();
		return {};
	}
	[[gnu::always_inline]] void leave(Section) const { ::rcu_read_unlock(); }
	void synchronize() const { ::synchronize_rcu(); }

	/// Destroys an object after a grace period.
	template <typename T>
	void retire(T *object) const
	{
		using Node = RcuNode<T>;

		// The kernel can free an object that needs no destructor without this module's
		// code.
		if constexpr (std::is_trivially_destructible_v<T>)
			::kxx_kfree_rcu(&Node::of(object)->head);
		else
			detail::call_rcu(&Node::of(object)->head, Node::destroy);
	}
};

template <typename T, typename Domain>
class RcuCell;

} // namespace detail

/// Owns one T that nobody reads, because it is not yet published, or no longer.
///
/// An RcuPtr takes its objects in this form. It is like Box, with 16 extra bytes that RCU needs to
/// free the object without waiting.
///
/// Invariants:
/// - `object_` is in an RcuNode from Kmalloc that nobody else uses, or is null after a move.
///
/// Example:
///     #include <kernel/sync/rcu_ptr.hpp>
///     auto box = TRY(make_rcu_box<u32>(GFP_KERNEL, 1u));
///     *box += 1;
///     RcuPtr<u32> pointer(std::move(box));
template <typename T>
class [[nodiscard]] __owner(T) RcuBox {
	using Node = detail::RcuNode<T>;

public:
	RcuBox(RcuBox &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
	RcuBox &operator=(RcuBox &&other) noexcept
	{
		RcuBox old(std::move(other));
		std::swap(object_, old.object_);
		return *this;
	}
	~RcuBox()
	{
		// Not checked in the class itself: a Node may have an RcuBox of a Node, and is an
		// incomplete type there.
		static_assert(alignof(Node) <= Kmalloc::alignment, "kmalloc does not align that much");
		if (object_)
			Node::destroy(&Node::of(object_)->head);
	}

	T &operator*() & __lifetimebound { return *object_; }
	const T &operator*() const & __lifetimebound { return *object_; }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return object_; }
	const T *operator->() const __lifetimebound { return object_; }
	T *get() & __lifetimebound { return object_; }
	const T *get() const & __lifetimebound { return object_; }
	T *get() && = delete;

	/// Gives up ownership. from_raw() takes it back.
	[[nodiscard]] __disowns T *into_raw() && { return std::exchange(object_, nullptr); }
	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of an RcuBox<T>, and nobody took it back yet.
	/// - nobody reads the object.
	__adopts static RcuBox from_raw(unsafe_t, T *raw) { return RcuBox(raw); }

private:
	explicit RcuBox(T *object) : object_(object) {}

	T *object_;
};

/// Allocates and builds a T in place; the constructor cannot fail.
///
/// Errors: ENOMEM.
/// Context: as `flags` allow.
template <typename T, typename... Args>
Result<RcuBox<T>> make_rcu_box(Gfp flags, Args &&...args)
{
	using Node = detail::RcuNode<T>;
	void *memory = Kmalloc::alloc(sizeof(Node), flags);

	if (!memory) [[unlikely]]
		return ENOMEM;
	auto *node = ::new (memory) Node(std::forward<Args>(args)...);
	// SAFETY: a fresh node that nobody knows but the box.
	return RcuBox<T>::from_raw(unsafe, &node->object);
}

/// An object that was removed from an RcuPtr, or nothing: no new reader finds it, but old readers
/// may still read it.
///
/// It may be dropped anywhere: an RCU callback destroys the object after a grace period, so the
/// object's destructor must not sleep. If it does sleep, call wait() first; if the object is still
/// needed, call reclaim().
///
/// Invariants:
/// - `object_` is null, or is in an RcuNode that no RcuPtr points to and that was not passed to RCU
///   yet.
template <typename T, typename Domain = detail::RcuDomain>
class Retired {
public:
	Retired(Retired &&other) noexcept : domain_(other.domain_), object_(std::exchange(other.object_, nullptr)) {}
	Retired &operator=(Retired &&) = delete;
	/// Lets the object be destroyed after a grace period. Context: any but NMI.
	~Retired() __atomic
	{
		if (object_)
			domain_.retire(object_);
	}

	/// Whether there is an object.
	explicit operator bool() const { return object_ != nullptr; }
	/// The object or null; others may be reading it.
	__may_be_null const T *get() const & __lifetimebound { return object_; }
	const T *get() && = delete;

	/// Waits for the readers and destroys the object here, where its destructor may sleep.
	///
	/// Only for a variable: `lock.lock()->pointer.take().wait()` would hold the lock during the
	/// wait.
	///
	/// Context: process; may sleep. Not within a read-side section.
	void wait() & __sleeps __empties { reclaim().ignore(); }
	void wait() && = delete;

	/// Waits for the readers and then returns the object, which the caller owns alone.
	///
	/// Errors: ENOENT: there is none.
	/// Context: process; may sleep. Not within a read-side section.
	Result<RcuBox<T>> reclaim() & __sleeps __empties
	{
		if (!object_)
			return ENOENT;
		domain_.synchronize();
		// SAFETY: no RcuPtr points to it, and the readers that found it have left.
		return RcuBox<T>::from_raw(unsafe, std::exchange(object_, nullptr));
	}
	Result<RcuBox<T>> reclaim() && = delete;

	/// Takes over an object that something other than an RcuPtr, such as a table, published to
	/// readers.
	///
	/// Safety:
	/// - `object` is null or from into_raw() of an RcuBox<T>, and nobody else has it.
	/// - No reader that begins from now on finds it.
	__adopts static Retired adopt(unsafe_t, T *object, Domain domain = {}) { return Retired(domain, object); }

private:
	template <typename, typename>
	friend class detail::RcuCell;

	/// INVARIANT: no RcuPtr points to `object` any more.
	Retired(Domain domain, T *object) : domain_(domain), object_(object) {}

	[[no_unique_address]] Domain domain_;
	T *object_;
};

} // namespace kernel
