// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An allocated object that several owners share; the last one frees it.
//!
//! C: include/linux/kref.h, include/linux/refcount.h
//!
//! UniqueArc is the time before the object is shared, Arc the time after, ArcBorrow a look at it
//! without a count. There are no weak references: where one would be needed, an owner withdraws
//! the object from where it can be found.
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <linux/refcount.hpp>

#include <kernel/alloc.hpp>
#include <kernel/annotations.hpp>
#include <kernel/result.hpp>
#include <kernel/share.hpp>

namespace kernel {

template <typename T>
class Arc;
template <typename T>
class ArcBorrow;
template <typename T>
class UniqueArc;
template <typename T>
class UninitArc;

namespace detail {

/// An initialiser of T, as kernel/init.hpp describes it.
template <typename I, typename T>
concept builds_in_place = requires(I &&initialiser, T *place) {
	{ std::move(initialiser).construct(unsafe, place) } -> std::same_as<Result<>>;
};

/// One allocation: the count, and behind it the object.
template <typename T>
struct ArcMemory {
	static_assert(alignof(T) <= Kmalloc::alignment, "kmalloc does not align that much");

	static constexpr usize offset =
		alignof(T) > sizeof(::refcount_t) ? alignof(T) : sizeof(::refcount_t);
	static constexpr usize size = offset + sizeof(T);

	static ::refcount_t *count(const T *object)
	{
		return reinterpret_cast<::refcount_t *>(
			reinterpret_cast<unsigned char *>(const_cast<T *>(object)) - offset);
	}
	static T *object(void *memory)
	{
		return reinterpret_cast<T *>(static_cast<unsigned char *>(memory) + offset);
	}

	/// Room for a T, with a count of one. Null when there is no memory.
	[[gnu::always_inline]] static T *alloc(Gfp flags)
	{
		void *memory = Kmalloc::alloc(size, flags);

		if (!memory) [[unlikely]]
			return nullptr;
		::refcount_set(static_cast<::refcount_t *>(memory), 1);
		return object(memory);
	}
	[[gnu::always_inline]] static void free(const T *object) { Kmalloc::free(count(object)); }

	[[gnu::always_inline]] static void get(const T *object) { ::refcount_inc(count(object)); }
	[[gnu::always_inline]] static void put(const T *object)
	{
		if (::refcount_dec_and_test(count(object)))
			destroy(const_cast<T *>(object));
	}
	static void destroy(T *object)
	{
		object->~T();
		free(object);
	}
};

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template" // its address is all that is asked for
#endif
template <typename T>
struct Somewhere {
	static T object;
};
/// Whether an object of class T and its part of class Base have one address.
template <typename Base, typename T>
inline constexpr bool base_comes_first =
	static_cast<const volatile void *>(
		static_cast<const volatile Base *>(&Somewhere<T>::object)) ==
	static_cast<const volatile void *>(&Somewhere<T>::object);
#ifdef __clang__
#pragma clang diagnostic pop
#endif

template <typename Base, typename T>
consteval bool arc_converts()
{
	static_assert(std::has_virtual_destructor_v<Base>,
		      "destroying through a base class needs a virtual destructor there");
	static_assert(std::is_abstract_v<T> || base_comes_first<Base, T>,
		      "an Arc converts to the first base class only");
	static_assert(!std::is_abstract_v<T>,
		      "an Arc of an abstract class does not convert: begin with the complete class");
	return true;
}

/// The count of an Arc is a number that several tasks change, and the last of them destroys.
template <typename T>
consteval void check_shared()
{
	static_assert(shareable<T>, "Arc<T>: T is not shareable: it may not be used by several tasks at "
				    "once, see kernel/share.hpp");
	static_assert(sendable<T>, "Arc<T>: T is not sendable: it may not be destroyed by another task, see "
				   "kernel/share.hpp");
}

} // namespace detail

/// One of several owners of a T, which they can only read; the last one destroys it.
///
/// Not for an object with one owner: that is a Box. Another owner is made by name, with share();
/// a cycle of owners is never freed. The count saturates: an overflow leaks the object, with a
/// warning of the kernel's, and never frees it too early.
///
/// Invariants:
/// - `object_` is the object behind a count from ArcMemory, one of which is this owner's; or null
///   after a move.
///
/// Example:
///     auto first = TRY(make_arc<u32>(GFP_KERNEL, 42u));
///     Arc<u32> second = first.share();
///     test.expect_eq(*second, 42u);
///     test.expect(ptr_eq(first, second));
template <typename T>
class [[nodiscard]] __owner(T) Arc {
	using Memory = detail::ArcMemory<std::remove_const_t<T>>;

public:
	Arc(Arc &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
	/// Shared from now on.
	Arc(UniqueArc<T> &&unique) noexcept : object_(std::move(unique).into_raw()) {}
	/// An Arc of a class becomes an Arc of its base.
	template <typename Derived>
		requires(std::is_convertible_v<Derived *, T *> && !std::is_same_v<Derived, T>)
	Arc(Arc<Derived> &&other) noexcept : object_(std::move(other).into_raw())
	{
		static_assert(detail::arc_converts<T, Derived>());
	}
	/// Another owner is made by share(), in words.
	Arc(const Arc &) = delete;
	Arc &operator=(const Arc &) = delete;
	Arc &operator=(Arc &&other) noexcept
	{
		Arc(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~Arc()
	{
		detail::check_shared<T>();
		if (const T *object = object_)
			Memory::put(object);
	}

	/// Another owner of the same object.
	[[gnu::always_inline]] Arc share() const __atomic
	{
		const T *object = object_;

		Memory::get(object);
		return Arc(object);
	}
	/// A look at the object for as long as this owner lives: passing it on counts nothing.
	ArcBorrow<T> borrow() const & __lifetimebound
	{
		// SAFETY: this owner has a count, and outlives the borrow, which is bound to it.
		return ArcBorrow<T>::from_raw(unsafe, object_);
	}
	ArcBorrow<T> borrow() && = delete;

	const T &operator*() const & __lifetimebound { return *object_; }
	const T &operator*() && = delete;
	const T *operator->() const __lifetimebound { return object_; }

	/// The object alone again if this was the last owner, ready to be changed; otherwise EBUSY, and
	/// this owner is gone. Of all owners that ask, exactly one gets it.
	Result<UniqueArc<T>> into_unique_or_drop() &&
	{
		T *object = const_cast<T *>(std::exchange(object_, nullptr));

		if (!::refcount_dec_and_test(Memory::count(object)))
			return EBUSY;
		// Nobody else can see the count any more.
		::refcount_set(Memory::count(object), 1);
		return UniqueArc<T>(object);
	}

	void swap(Arc &other) noexcept { std::swap(object_, other.object_); }

	/// Gives up ownership, count and all: what C keeps as `void *`. from_raw() takes it back.
	[[nodiscard]] const T *into_raw() && { return std::exchange(object_, nullptr); }

	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of an Arc<T>, and nobody took it back yet.
	static Arc from_raw(unsafe_t, const T *raw) { return Arc(raw); }

	/// Whether two owners own the same object, whatever it says.
	friend bool ptr_eq(const Arc &a, const Arc &b) { return a.object_ == b.object_; }

private:
	friend class ArcBorrow<T>;

	explicit Arc(const T *object) : object_(object) {}

	const T *object_;
};

/// A look at an object that an Arc owns, as cheap as a reference; share() makes an Arc of it.
///
/// What a function takes that may want to keep the object. Where it will not, `const T &` is better.
///
/// Invariants:
/// - `object_` is owned by an Arc that outlives this.
///
/// Example:
///     auto owner = TRY(make_arc<u32>(GFP_KERNEL, 7u));
///     auto keep = [](ArcBorrow<u32> number) { return number.share(); };
///     Arc<u32> kept = keep(owner.borrow());
///     test.expect(ptr_eq(owner, kept));
template <typename T>
class __view(T) ArcBorrow {
public:
	/// Another owner of the object.
	[[gnu::always_inline]] Arc<T> share() const __atomic
	{
		const T *object = object_;

		detail::ArcMemory<std::remove_const_t<T>>::get(object);
		return Arc<T>(object);
	}

	const T &operator*() const { return *object_; }
	const T *operator->() const { return object_; }

	/// A look at an object that is known to be in an Arc.
	///
	/// Safety:
	/// - `raw` points to the object of an Arc<T>, one of whose owners outlives the result.
	static ArcBorrow from_raw(unsafe_t, const T *raw) { return ArcBorrow(raw); }

private:
	explicit ArcBorrow(const T *object) : object_(object) {}

	const T *object_;
};

/// The only owner of an object that is going to be shared: it may be changed until then.
///
/// Becomes an Arc by moving, which costs nothing and cannot fail.
///
/// Invariants:
/// - the count of `object_` is one, and this owner's; or `object_` is null after a move.
///
/// Example:
///     auto unique = TRY(make_unique_arc<u32>(GFP_KERNEL, 1u));
///     *unique += 1;
///     Arc<u32> shared = std::move(unique);
///     test.expect_eq(*shared, 2u);
template <typename T>
class [[nodiscard]] __owner(T) UniqueArc {
	using Memory = detail::ArcMemory<T>;

public:
	UniqueArc(UniqueArc &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
	UniqueArc &operator=(UniqueArc &&other) noexcept
	{
		UniqueArc(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~UniqueArc()
	{
		if (object_)
			Memory::destroy(object_);
	}

	T &operator*() & __lifetimebound { return *object_; }
	const T &operator*() const & __lifetimebound { return *object_; }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return object_; }
	const T *operator->() const __lifetimebound { return object_; }

	void swap(UniqueArc &other) noexcept { std::swap(object_, other.object_); }

private:
	template <typename>
	friend class Arc;
	friend class UninitArc<T>;

	explicit UniqueArc(T *object) : object_(object) {}
	[[nodiscard]] T *into_raw() && { return std::exchange(object_, nullptr); }

	T *object_;
};

/// Memory for an object that will be shared; allocated now, built later and then without fail.
///
/// Where an allocation must not happen any more: under a lock, in an interrupt.
///
/// Invariants:
/// - `place_` is room for a T behind a count of one, or null after a move.
///
/// Example:
///     auto memory = TRY(UninitArc<u32>::create(GFP_KERNEL));
///     Arc<u32> shared = std::move(memory).write(3u);
///     test.expect_eq(*shared, 3u);
template <typename T>
class [[nodiscard]] UninitArc {
	using Memory = detail::ArcMemory<T>;

public:
	/// Errors: ENOMEM. Context: as `flags` allow.
	static Result<UninitArc> create(Gfp flags)
	{
		T *place = Memory::alloc(flags);

		if (!place) [[unlikely]]
			return ENOMEM;
		return UninitArc(place);
	}
	UninitArc(UninitArc &&other) noexcept : place_(std::exchange(other.place_, nullptr)) {}
	UninitArc &operator=(UninitArc &&) = delete;
	~UninitArc()
	{
		if (place_)
			Memory::free(place_);
	}

	/// Builds the object from `args`; the constructor cannot fail.
	template <typename... Args>
	UniqueArc<T> write(Args &&...args) &&
	{
		T *place = std::exchange(place_, nullptr);

		return UniqueArc<T>(::new (static_cast<void *>(place)) T(std::forward<Args>(args)...));
	}
	/// Builds the object by an initialiser (kernel/init.hpp), whose error is handed on; the memory
	/// is freed then.
	template <typename Initialiser>
		requires detail::builds_in_place<Initialiser, T>
	Result<UniqueArc<T>> init(Initialiser &&initialiser) &&
	{
		// SAFETY: room for a T, aligned, that nobody else knows of.
		TRY(std::move(initialiser).construct(unsafe, place_));
		return UniqueArc<T>(std::exchange(place_, nullptr));
	}

private:
	explicit UninitArc(T *place) : place_(place) {}

	T *place_;
};

/// Allocates and builds a T that is going to be shared: from a constructor's arguments, or by an
/// initialiser (kernel/init.hpp).
///
/// Errors: ENOMEM, and those of the initialiser.
/// Context: as `flags` allow.
template <typename T, typename... Args>
[[gnu::always_inline]] inline Result<UniqueArc<T>> make_unique_arc(Gfp flags, Args &&...args)
{
	detail::check_shared<T>();
	auto memory = TRY(UninitArc<T>::create(flags));

	if constexpr (sizeof...(Args) == 1 && (detail::builds_in_place<Args, T> && ...))
		return std::move(memory).init(std::forward<Args>(args)...);
	else
		return std::move(memory).write(std::forward<Args>(args)...);
}

/// Allocates and builds a shared T, see make_unique_arc().
///
/// Errors: ENOMEM, and those of the initialiser.
/// Context: as `flags` allow.
template <typename T, typename... Args>
[[gnu::always_inline]] inline Result<Arc<T>> make_arc(Gfp flags, Args &&...args)
{
	return Arc<T>(TRY(make_unique_arc<T>(flags, std::forward<Args>(args)...)));
}

} // namespace kernel
