// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A single owner of one allocated object.
//!
//! C: include/linux/slab.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/alloc.hpp>
#include <kernel/annotations.hpp>
#include <kernel/result.hpp>

namespace kernel {

/// Owns one T on the heap; never null except after it was moved from.
///
/// Use a plain member where the object can live in its owner. `Allocator` decides where the
/// memory comes from and is part of the type.
///
/// Invariants:
/// - `object_` came from `Allocator` and holds a T, or is null after a move.
///
/// Example:
///     Result<Box<u32>> answer() { return make_box<u32>(GFP_KERNEL, 42u); }
template <typename T, typename Allocator = Kmalloc>
class [[nodiscard]] __owner(T) Box {
	static_assert(alignof(T) <= Allocator::alignment,
		      "the allocator does not align that much");

public:
	Box(Box &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
	/// A Box of a class becomes a Box of its base.
	template <typename Derived>
		requires(std::is_convertible_v<Derived *, T *> && !std::is_same_v<Derived, T>)
	Box(Box<Derived, Allocator> &&other) noexcept : object_(std::move(other).into_raw())
	{
		static_assert(std::has_virtual_destructor_v<T>,
			      "destroying through a base class needs a virtual destructor there");
	}
	Box &operator=(Box &&other) noexcept
	{
		Box(std::move(other)).swap(*this);
		return *this;
	}
	~Box()
	{
		if (!object_)
			return;
		void *memory = object_;
		// The allocation begins where the most derived object does.
		if constexpr (std::is_polymorphic_v<T> && !std::is_final_v<T>)
			memory = dynamic_cast<void *>(object_);
		object_->~T();
		Allocator::free(memory);
	}

	T &operator*() & __lifetimebound { return *object_; }
	const T &operator*() const & __lifetimebound { return *object_; }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return object_; }
	const T *operator->() const __lifetimebound { return object_; }
	T *get() & __lifetimebound { return object_; }
	const T *get() const & __lifetimebound { return object_; }
	T *get() && = delete;

	void swap(Box &other) noexcept { std::swap(object_, other.object_); }

	/// Gives up ownership: what C keeps as `void *`. from_raw() takes it back.
	[[nodiscard]] T *into_raw() && { return std::exchange(object_, nullptr); }

	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of a Box of the same type, and nobody took it back yet.
	static Box from_raw(unsafe_t, T *raw) { return Box(raw); }

private:
	explicit Box(T *object) : object_(object) {}

	T *object_;
};

/// A Box in memory from vmalloc.
template <typename T>
using VBox = Box<T, Vmalloc>;
/// A Box in memory from kvmalloc.
template <typename T>
using KVBox = Box<T, KVmalloc>;

/// Allocates and builds a T in place; the constructor cannot fail.
///
/// Errors: ENOMEM.
/// Context: as `flags` allow.
template <typename T, typename Allocator = Kmalloc, typename... Args>
Result<Box<T, Allocator>> make_box(Gfp flags, Args &&...args)
{
	void *memory = Allocator::alloc(sizeof(T), flags);

	if (!memory) [[unlikely]]
		return ENOMEM;
	// SAFETY: freshly allocated, big enough, aligned (asserted in Box), owned by nobody else.
	return Box<T, Allocator>::from_raw(unsafe,
					   ::new (memory) T(std::forward<Args>(args)...));
}

} // namespace kernel
