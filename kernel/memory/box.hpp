// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A single owner of one allocated object.
//!
//! C: include/linux/slab.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/zeroable.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/init.hpp>

namespace kernel {

template <typename T, typename Allocator>
class UninitBox;

/// Owns one T on the heap; it is never null except after a move.
///
/// Use a plain member if the object can live inside its owner. `Allocator` decides where the memory
/// comes from and is part of the type. The T never moves, so it may be of a Pinned type.
///
/// Invariants:
/// - `object_` came from `Allocator` and holds a T, or is null after a move.
///
/// Example:
///     Box<u32> answer = TRY(make_box<u32>(GFP_KERNEL, 42u));
///     test.expect_eq(*answer, 42u);
template <typename T, typename Allocator = Kmalloc>
class [[nodiscard]] __owner(T) Box {
	static_assert(!std::is_array_v<T>, "a Box owns one object: for an array use Vec");

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
		// Not checked in the class itself: a Node may have a Box of a Node, and is an
		// incomplete type there.
		static_assert(detail::can_be_aligned<T, Allocator>());
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

	/// Gives up ownership and returns a pointer that C can keep as `void *`. from_raw() takes
	/// it back.
	[[nodiscard]] __disowns T *into_raw() && { return std::exchange(object_, nullptr); }

	/// Returns the T itself and frees its memory.
	T into_inner() &&
	{
		static_assert(std::is_nothrow_move_constructible_v<T>, "into_inner() moves the T out of the Box");
		T inner(std::move(*object_));

		*this = Box(nullptr); // destroys what is left of the T
		return inner;
	}

	/// Destroys the T and keeps its memory for another one.
	UninitBox<T, Allocator> drop_contents() &&
	{
		static_assert(!std::is_polymorphic_v<T> || std::is_final_v<T>,
			      "a derived object may need other memory than a T");
		T *object = std::exchange(object_, nullptr);

		object->~T();
		return UninitBox<T, Allocator>(object);
	}

	/// Never destroys or frees the object. Use it for objects that live until shutdown. Nothing
	/// may call the module's functions through the object after the module is gone. So it does
	/// not compile for a type that contains a timer, work or a directory, as far as the types
	/// show that; unloading stops the others, with a message.
	T &leak() &&
	{
		static_assert(
			!detail::holds_caller<T>,
			"leak(): T contains a timer, work, a thread or a file, through which the kernel would call "
			"this module after it is gone: keep the Box in an object that unloading destroys");
		return *std::exchange(object_, nullptr);
	}

	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of a Box of the same type, and nobody took it back yet.
	__adopts static Box from_raw(unsafe_t, T *raw) { return Box(raw); }

private:
	explicit Box(T *object) : object_(object) {}

	T *object_;
};

/// A Box may be moved by moving its bytes.
// SAFETY: a Box is a pointer, and its object does not know it.
template <typename T, typename Allocator>
inline constexpr bool relocatable<Box<T, Allocator>> = true;

/// A Box in memory from vmalloc.
template <typename T>
using VBox = Box<T, Vmalloc>;
/// A Box in memory from kvmalloc.
template <typename T>
using KVBox = Box<T, KVmalloc>;

/// Memory for one T that is built later, and then without fail.
///
/// Use it where allocation is not possible: under a spinlock, in an interrupt.
///
/// Invariants:
/// - `place_` came from `Allocator` and holds nothing yet, or is null after a move.
///
/// Example:
///     auto memory = TRY(make_box_uninit<u32>(GFP_KERNEL));
///     Box<u32> number = std::move(memory).write(7u);
///     test.expect_eq(*number, 7u);
template <typename T, typename Allocator = Kmalloc>
class [[nodiscard]] UninitBox {
public:
	UninitBox(UninitBox &&other) noexcept : place_(std::exchange(other.place_, nullptr)) {}
	UninitBox &operator=(UninitBox &&other) noexcept
	{
		UninitBox taken(std::move(other));

		std::swap(place_, taken.place_);
		return *this;
	}
	~UninitBox()
	{
		if (place_)
			Allocator::free(place_);
	}

	/// Builds the T; the constructor cannot fail.
	template <typename... Args>
		requires std::is_constructible_v<T, Args...>
	Box<T, Allocator> write(Args &&...args) &&
	{
		T *place = std::exchange(place_, nullptr);

		// SAFETY: room for a T from the allocator, given up by this.
		return Box<T, Allocator>::from_raw(unsafe,
						   ::new (static_cast<void *>(place)) T(std::forward<Args>(args)...));
	}
	/// Builds the T with an initialiser. If that fails, frees the memory and returns the
	/// initialiser's error.
	template <initializer_of<T> I>
	Result<Box<T, Allocator>> init(I initializer) &&
	{
		// SAFETY: room for a T, and none lives there.
		TRY(std::move(initializer).construct(unsafe, place_));
		// SAFETY: the initialiser has just built it.
		return std::move(*this).assume_init(unsafe);
	}
	/// Declares that a T was built at as_raw().
	///
	/// Safety:
	/// - A T lives there.
	Box<T, Allocator> assume_init(unsafe_t) &&
	{
		// SAFETY: the memory came from the allocator; the caller vouches for the T.
		return Box<T, Allocator>::from_raw(unsafe, std::exchange(place_, nullptr));
	}

	/// The place where the caller builds the T.
	///
	/// Safety:
	/// - The caller does not read the memory before writing it, and does not keep the pointer.
	T *as_raw(unsafe_t) & __lifetimebound { return place_; }

	/// For code that allocates the memory itself.
	///
	/// Safety:
	/// - `place` is room for a T from `Allocator`, aligned, and owned by nobody else.
	__adopts static UninitBox from_raw(unsafe_t, T *place) { return UninitBox(place); }

private:
	template <typename, typename>
	friend class Box;

	explicit UninitBox(T *place) : place_(place) {}

	T *place_;
};

/// Allocates memory for a T that is built later.
///
/// Errors: ENOMEM.
/// Context: as `flags` allow.
template <typename T, typename Allocator = Kmalloc>
Result<UninitBox<T, Allocator>> make_box_uninit(Gfp flags)
{
	void *memory = Allocator::alloc(sizeof(T), flags, alignof(T));

	if (!memory) [[unlikely]]
		return ENOMEM;
	// SAFETY: freshly allocated, big enough, aligned, owned by nobody else.
	return UninitBox<T, Allocator>::from_raw(unsafe, static_cast<T *>(memory));
}

/// Allocates and builds a T in place; the constructor cannot fail.
///
/// Errors: ENOMEM.
/// Context: as `flags` allow.
template <typename T, typename Allocator = Kmalloc, typename... Args>
	requires(!(sizeof...(Args) == 1 && (initializer_of<std::remove_cvref_t<Args>, T> && ...)))
Result<Box<T, Allocator>> make_box(Gfp flags, Args &&...args)
{
	void *memory = Allocator::alloc(sizeof(T), flags, alignof(T));

	if (!memory) [[unlikely]]
		return ENOMEM;
	// SAFETY: freshly allocated, big enough, aligned, owned by nobody else.
	return Box<T, Allocator>::from_raw(unsafe, ::new (memory) T(std::forward<Args>(args)...));
}

/// Allocates a T and builds it with an initialiser (kernel/memory/init.hpp).
///
/// Errors: ENOMEM, and the initialiser's.
/// Context: as `flags` allow.
///
/// Example:
///     auto number = TRY(make_box<u32>(GFP_KERNEL, in_place::value<u32>(5u)));
///     test.expect_eq(*number, 5u);
template <typename T, typename Allocator = Kmalloc, typename I>
	requires initializer_of<std::remove_cvref_t<I>, T>
Result<Box<T, Allocator>> make_box(Gfp flags, I &&initializer)
{
	static_assert(!std::is_lvalue_reference_v<I>, "an initialiser is used once: std::move() it");
	T *place = static_cast<T *>(Allocator::alloc(sizeof(T), flags, alignof(T)));

	if (!place) [[unlikely]]
		return ENOMEM;
	// SAFETY: freshly allocated, big enough, aligned, and nothing lives there.
	Result<> built = std::move(initializer).construct(unsafe, place);
	if (built.is_error()) [[unlikely]] {
		Allocator::free(place);
		return built.error();
	}
	// SAFETY: a T lives there, owned by nobody else.
	return Box<T, Allocator>::from_raw(unsafe, place);
}

/// Allocates a T whose bytes are zero.
///
/// Errors: ENOMEM.
/// Context: as `flags` allow.
///
/// Example:
///     struct Statistics {
///             u64 reads, writes;
///     };
///     auto statistics = TRY(make_box_zeroed<Statistics>(GFP_KERNEL));
///     test.expect_eq(statistics->reads, 0u);
template <zeroable T, typename Allocator = Kmalloc>
Result<Box<T, Allocator>> make_box_zeroed(Gfp flags)
{
	void *memory = Allocator::alloc(sizeof(T), flags | __GFP_ZERO, alignof(T));

	if (!memory) [[unlikely]]
		return ENOMEM;
	// SAFETY: freshly allocated, big enough, aligned, owned by nobody else; zero bytes are a T.
	return Box<T, Allocator>::from_raw(unsafe, static_cast<T *>(memory));
}

} // namespace kernel
