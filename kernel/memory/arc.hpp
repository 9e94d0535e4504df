// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An allocated object that several owners share; the last one frees it.
//!
//! C: include/linux/kref.h, include/linux/refcount.h
//!
//! UniqueArc owns the object before it is shared, Arc owns it afterwards, and ArcBorrow refers to
//! it without a count. There are no weak references: where one would be needed, an owner removes
//! the object from the place where others find it.
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <linux/refcount.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/init.hpp>

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

template <typename Owner, typename T, typename... Args>
Result<Owner> make_counted(Gfp flags, Args &&...args);

/// One allocation holds the count and, after it, the object. An owner points to the count, which is
/// what C's functions take, so that counting needs no address arithmetic.
template <typename T>
struct ArcMemory {
	static_assert(alignof(T) <= Kmalloc::alignment, "kmalloc does not align that much");

	static constexpr usize offset = alignof(T) > sizeof(::refcount_t) ? alignof(T) : sizeof(::refcount_t);
	static constexpr usize size = offset + sizeof(T);

	static ::refcount_t *count(const T *object)
	{
		return reinterpret_cast<::refcount_t *>(reinterpret_cast<unsigned char *>(const_cast<T *>(object)) -
							offset);
	}
	static T *object(::refcount_t *count)
	{
		return reinterpret_cast<T *>(reinterpret_cast<unsigned char *>(count) + offset);
	}

	/// Returns room for a T, with a count of one, or null when there is no memory.
	[[gnu::always_inline]] __may_be_null static ::refcount_t *alloc(Gfp flags)
	{
		auto *count = static_cast<::refcount_t *>(Kmalloc::alloc(size, flags));

		if (count) [[likely]]
			::refcount_set(count, 1);
		return count;
	}
	/// Drops one owner; returns whether it was the last.
	[[gnu::always_inline]] static bool drop(::refcount_t *count) __atomic { return ::refcount_dec_and_test(count); }
	[[gnu::always_inline]] static void put(::refcount_t *count)
	{
		if (drop(count))
			destroy(count);
	}
	/// One function for every owner that may be the last, like C's release functions.
	[[gnu::noinline]] static void end(::refcount_t *count)
	{
		object(count)->~T();
		Kmalloc::free(count);
	}
	[[gnu::always_inline]] static void destroy(::refcount_t *count)
	{
		if constexpr (std::is_trivially_destructible_v<T>)
			Kmalloc::free(count);
		else
			end(count);
	}
};

/// Where an object of class T could be; its address is all that is asked for.
template <typename T>
struct Somewhere {
	static T object;
};
#ifdef __clang__
/// Clang wants a definition for a class that other files cannot name.
template <typename T>
union Room {
	constexpr Room() : none() {}
	constexpr ~Room() {}

	char none;
	T object;
};
template <typename T>
	requires(!std::is_abstract_v<T>)
struct Somewhere<T> {
	static constexpr Room<T> room{};
	static constexpr const T &object = room.object;
};
#endif
/// Whether an object of class T and its part of class Base have one address.
template <typename Base, typename T>
inline constexpr bool base_comes_first =
	static_cast<const volatile void *>(static_cast<const volatile Base *>(&Somewhere<T>::object)) ==
	static_cast<const volatile void *>(&Somewhere<T>::object);

template <typename Base, typename T>
consteval bool arc_converts()
{
	static_assert(std::has_virtual_destructor_v<Base>,
		      "destroying through a base class needs a virtual destructor there");
	static_assert(std::is_abstract_v<T> || base_comes_first<Base, T>,
		      "an Arc converts to the first base class only");
	static_assert(ArcMemory<Base>::offset == ArcMemory<T>::offset,
		      "an Arc converts to a base class of the same alignment only");
	static_assert(!std::is_abstract_v<T>,
		      "an Arc of an abstract class does not convert: begin with the complete class");
	return true;
}

/// Several tasks change the count of an Arc, and the last of them destroys the object.
template <typename T>
consteval void check_shared()
{
	static_assert(shareable<T>, "Arc<T>: T is not shareable: it may not be used by several tasks at "
				    "once, see kernel/base/share.hpp");
	static_assert(sendable<T>, "Arc<T>: T is not sendable: it may not be destroyed by another task, see "
				   "kernel/base/share.hpp");
}

} // namespace detail

/// One of several owners of a T, which can only read it; the last one destroys it.
///
/// For an object with one owner, use a Box. share() makes another owner explicitly. A cycle of
/// owners is never freed; if it contains a timer or a work item, unloading stops that with a message:
/// break the cycle where one owner is told to stop. The count saturates: an overflow leaks the
/// object, with a kernel warning, and never frees it too early.
///
/// Invariants:
/// - `count_` points to the start of memory laid out as in ArcMemory, and counts this owner; or it
///   is null after a move.
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
	Arc(Arc &&other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
	/// The object is shared from now on.
	Arc(UniqueArc<T> &&unique) noexcept : count_(std::exchange(unique.count_, nullptr)) {}
	/// An Arc of a class becomes an Arc of its base.
	template <typename Derived>
		requires(std::is_convertible_v<Derived *, T *> && !std::is_same_v<Derived, T>)
	Arc(Arc<Derived> &&other) noexcept : count_(std::exchange(other.count_, nullptr))
	{
		static_assert(detail::arc_converts<T, Derived>());
	}
	/// Use share() to make another owner explicitly.
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
		if (::refcount_t *count = count_)
			Memory::put(count);
	}

	/// Another owner of the same object.
	[[gnu::always_inline]] Arc share() const __atomic
	{
		::refcount_t *count = count_;

		::refcount_inc(count);
		if (!count) // after a move: share() has faulted, so the new owner need not check
			__builtin_unreachable();
		return Arc(count);
	}
	/// Refers to the object for as long as this owner lives; passing the borrow on does not
	/// touch the count.
	ArcBorrow<T> borrow() const & __lifetimebound
	{
		// SAFETY: this owner has a count, and outlives the borrow, which is bound to it.
		return ArcBorrow<T>::from_raw(unsafe, Memory::object(count_));
	}
	ArcBorrow<T> borrow() && = delete;

	const T &operator*() const & __lifetimebound { return *Memory::object(count_); }
	const T &operator*() && = delete;
	const T *operator->() const __lifetimebound { return Memory::object(count_); }

	/// Returns the object as a unique owner, which may change it, if this was the last owner;
	/// otherwise returns EBUSY and drops this owner. If all owners call this, exactly one gets
	/// the object.
	Result<UniqueArc<T>> into_unique_or_drop() &&
	{
		::refcount_t *count = std::exchange(count_, nullptr);

		if (!::refcount_dec_and_test(count))
			return EBUSY;
		// Nobody else can see the count any more.
		::refcount_set(count, 1);
		return UniqueArc<T>(count);
	}

	void swap(Arc &other) noexcept { std::swap(count_, other.count_); }

	/// Gives up ownership, including the count, as a pointer that C can keep as `void *`.
	/// from_raw() takes it back. Not allowed after a move.
	[[nodiscard]] __disowns const T *into_raw() && { return Memory::object(std::exchange(count_, nullptr)); }

	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of an Arc<T>, and nobody took it back yet.
	__adopts static Arc from_raw(unsafe_t, const T *raw) { return Arc(Memory::count(raw)); }

	/// Whether two owners own the same object, regardless of its value.
	friend bool ptr_eq(const Arc &a, const Arc &b) { return a.count_ == b.count_; }

private:
	template <typename>
	friend class Arc;
	friend class ArcBorrow<T>;
	template <typename Owner, typename U, typename... Args>
	friend Result<Owner> detail::make_counted(Gfp flags, Args &&...args);

	explicit Arc(::refcount_t *count) : count_(count) {}

	::refcount_t *count_;
};

/// A borrowed reference to an object that an Arc owns, as cheap as a plain reference; share() makes
/// an Arc from it.
///
/// Take it as the parameter of a function that may want to keep the object. If the function never
/// keeps it, prefer `const T &`.
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
	using Memory = detail::ArcMemory<std::remove_const_t<T>>;

public:
	/// Another owner of the object.
	[[gnu::always_inline]] Arc<T> share() const __atomic
	{
		::refcount_t *count = Memory::count(object_);

		::refcount_inc(count);
		return Arc<T>(count);
	}

	const T &operator*() const { return *object_; }
	const T *operator->() const { return object_; }

	/// Makes a borrow of an object that is known to be in an Arc.
	///
	/// Safety:
	/// - `raw` points to the object of an Arc<T>, one of whose owners outlives the result.
	static ArcBorrow from_raw(unsafe_t, const T *raw) { return ArcBorrow(raw); }

private:
	explicit ArcBorrow(const T *object) : object_(object) {}

	const T *object_;
};

/// The only owner of an object that will be shared later; until then, the object may be changed.
///
/// Moving it turns it into an Arc, which costs nothing and cannot fail.
///
/// Invariants:
/// - `count_` points to the start of memory laid out as in ArcMemory, and is one; or it is null
///   after a move.
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
	UniqueArc(UniqueArc &&other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
	UniqueArc &operator=(UniqueArc &&other) noexcept
	{
		UniqueArc(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~UniqueArc()
	{
		if (::refcount_t *count = count_)
			Memory::destroy(count);
	}

	T &operator*() & __lifetimebound { return *Memory::object(count_); }
	const T &operator*() const & __lifetimebound { return *Memory::object(count_); }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return Memory::object(count_); }
	const T *operator->() const __lifetimebound { return Memory::object(count_); }

	void swap(UniqueArc &other) noexcept { std::swap(count_, other.count_); }

private:
	friend class Arc<T>;
	friend class UninitArc<T>;
	template <typename Owner, typename U, typename... Args>
	friend Result<Owner> detail::make_counted(Gfp flags, Args &&...args);

	explicit UniqueArc(::refcount_t *count) : count_(count) {}

	::refcount_t *count_;
};

/// Memory for an object that will be shared; it is allocated now, and the object is built later
/// without fail.
///
/// Use it where allocation is not possible: under a lock, in an interrupt.
///
/// Invariants:
/// - `count_` is one, and room for a T follows it; or it is null after a move.
///
/// Example:
///     auto memory = TRY(UninitArc<u32>::create(GFP_KERNEL));
///     Arc<u32> shared = std::move(memory).write(3u);
///     test.expect_eq(*shared, 3u);
template <typename T>
class [[nodiscard]] UninitArc {
	using Memory = detail::ArcMemory<T>;

public:
	/// Allocates the memory.
	///
	/// Errors: ENOMEM.
	/// Context: as `flags` allow.
	static Result<UninitArc> create(Gfp flags)
	{
		::refcount_t *count = Memory::alloc(flags);

		if (!count) [[unlikely]]
			return ENOMEM;
		return UninitArc(count);
	}
	UninitArc(UninitArc &&other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
	UninitArc &operator=(UninitArc &&) = delete;
	~UninitArc()
	{
		if (count_)
			Kmalloc::free(count_);
	}

	/// Builds the object from `args`; the constructor cannot fail.
	template <typename... Args>
	UniqueArc<T> write(Args &&...args) &&
	{
		::refcount_t *count = std::exchange(count_, nullptr);

		::new (static_cast<void *>(Memory::object(count))) T(std::forward<Args>(args)...);
		return UniqueArc<T>(count);
	}
	/// Builds the object with an initialiser (kernel/memory/init.hpp). If that fails, frees the
	/// memory and returns the initialiser's error.
	template <typename Initialiser>
		requires initializer_of<Initialiser, T>
	Result<UniqueArc<T>> init(Initialiser &&initialiser) &&
	{
		// SAFETY: room for a T, aligned, that nobody else knows of.
		TRY(std::move(initialiser).construct(unsafe, Memory::object(count_)));
		return UniqueArc<T>(std::exchange(count_, nullptr));
	}

private:
	explicit UninitArc(::refcount_t *count) : count_(count) {}

	::refcount_t *count_;
};

namespace detail {

/// Implements make_arc() and make_unique_arc(), which differ only in the type of the owner. The
/// steps are spelled out rather than composed, because -ftrivial-auto-var-init would zero every
/// Result on the way.
template <typename Owner, typename T, typename... Args>
[[gnu::always_inline]] inline Result<Owner> make_counted(Gfp flags, Args &&...args)
{
	using Memory = ArcMemory<T>;

	check_shared<T>();
	::refcount_t *count = Memory::alloc(flags);

	if (!count) [[unlikely]]
		return ENOMEM;
	if constexpr (sizeof...(Args) == 1 && (initializer_of<Args, T> && ...)) {
		// SAFETY: room for a T, aligned, that nobody else knows of.
		Result<> built = (std::move(args).construct(unsafe, Memory::object(count)), ...);
		if (built.is_error()) [[unlikely]] {
			Kmalloc::free(count);
			return built.error();
		}
	} else {
		::new (static_cast<void *>(Memory::object(count))) T(std::forward<Args>(args)...);
	}
	return Owner(count);
}

} // namespace detail

/// Allocates and builds a T that will be shared, from a constructor's arguments or with an
/// initialiser (kernel/memory/init.hpp).
///
/// Errors: ENOMEM, and those of the initialiser.
/// Context: as `flags` allow.
template <typename T, typename... Args>
[[gnu::always_inline]] inline Result<UniqueArc<T>> make_unique_arc(Gfp flags, Args &&...args)
{
	return detail::make_counted<UniqueArc<T>, T>(flags, std::forward<Args>(args)...);
}

/// Allocates and builds a shared T; see make_unique_arc().
///
/// Errors: ENOMEM, and those of the initialiser.
/// Context: as `flags` allow.
template <typename T, typename... Args>
[[gnu::always_inline]] inline Result<Arc<T>> make_arc(Gfp flags, Args &&...args)
{
	return detail::make_counted<Arc<T>, T>(flags, std::forward<Args>(args)...);
}

} // namespace kernel
