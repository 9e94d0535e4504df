// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Ownership that travels through C as a `void *`.
//!
//! C: `void *data`, `private_data`, `dev_set_drvdata()`
#pragma once

#include <concepts>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/ref.hpp>

namespace kernel {

/// Says how a P travels through a `void *`; specialise it for your own owners.
///
/// - `using Borrowed = ...`: the type through which callbacks use the object while C keeps it.
///   Since several callbacks may run at once, it gives const access; BorrowedAlone, if it exists,
///   is for a caller that knows that there is no other.
/// - `static void *into(P &&)`, `static P from(unsafe_t, void *)`, `static Borrowed borrow(unsafe_t, void *)`:
///   the functions that into_foreign(), from_foreign() and borrow_foreign() call, with the same
///   conditions.
template <typename P>
struct Foreign;

template <typename T, typename Allocator>
struct Foreign<Box<T, Allocator>> {
	using Borrowed = const T &;
	using BorrowedAlone = T &;

	static void *into(Box<T, Allocator> &&owner)
	{
		return const_cast<void *>(static_cast<const void *>(std::move(owner).into_raw()));
	}
	static Box<T, Allocator> from(unsafe_t, void *raw)
	{
		// SAFETY: the caller's: it came from into() of the same type.
		return Box<T, Allocator>::from_raw(unsafe, static_cast<T *>(raw));
	}
	static Borrowed borrow(unsafe_t, void *raw) { return *static_cast<const T *>(raw); }
	static BorrowedAlone borrow_alone(unsafe_t, void *raw) { return *static_cast<T *>(raw); }
};

template <typename T>
struct Foreign<Arc<T>> {
	using Borrowed = ArcBorrow<T>;

	static void *into(Arc<T> &&owner)
	{
		return const_cast<void *>(static_cast<const void *>(std::move(owner).into_raw()));
	}
	static Arc<T> from(unsafe_t, void *raw)
	{
		// SAFETY: the caller's: it came from into() of the same type.
		return Arc<T>::from_raw(unsafe, static_cast<const T *>(raw));
	}
	static Borrowed borrow(unsafe_t, void *raw)
	{
		// SAFETY: the caller's: C has the Arc, and keeps it as long as the borrow is used.
		return ArcBorrow<T>::from_raw(unsafe, static_cast<const T *>(raw));
	}
};

template <typename T>
struct Foreign<Ref<T>> {
	using Borrowed = const T &;

	static void *into(Ref<T> &&owner)
	{
		return const_cast<void *>(static_cast<const void *>(std::move(owner).into_raw()));
	}
	static Ref<T> from(unsafe_t, void *raw)
	{
		// SAFETY: the caller's: it came from into() of the same type.
		return Ref<T>::adopt(unsafe, static_cast<T *>(raw));
	}
	static Borrowed borrow(unsafe_t, void *raw) { return *static_cast<const T *>(raw); }
};

/// A pointer to an object that outlives C's use of it, such as a static or a member of an owner.
template <typename T>
struct Foreign<T *> {
	using Borrowed = T *;

	static void *into(T *&&pointer) { return const_cast<void *>(static_cast<const void *>(pointer)); }
	static T *from(unsafe_t, void *raw) { return static_cast<T *>(raw); }
	static Borrowed borrow(unsafe_t, void *raw) { return static_cast<T *>(raw); }
};

/// There is nothing to own, so the `void *` is null.
template <>
struct Foreign<Ok> {
	using Borrowed = Ok;

	static void *into(Ok &&) { return nullptr; }
	static Ok from(unsafe_t, void *) { return ok; }
	static Borrowed borrow(unsafe_t, void *) { return ok; }
};

/// An owner (or pointer) that C can keep as a `void *`: Box, Arc, Ref, T *, and any type that
/// specialises Foreign.
template <typename P>
concept foreign_ownable = requires(P owner, void *raw) {
	typename Foreign<P>::Borrowed;
	{ Foreign<P>::into(std::move(owner)) } -> std::same_as<void *>;
	{ Foreign<P>::from(unsafe, raw) } -> std::same_as<P>;
	{ Foreign<P>::borrow(unsafe, raw) } -> std::same_as<typename Foreign<P>::Borrowed>;
};

/// Gives an owner to C. It leaks unless from_foreign() takes it back, exactly once.
///
/// Example:
///     void *data = into_foreign(TRY(make_box<u32>(GFP_KERNEL, 6u)));
///     // SAFETY: data came from into_foreign() of this type, a line above, and is still there.
///     test.expect_eq(borrow_foreign<Box<u32>>(unsafe, data), 6u);
///     // SAFETY: as above, and nobody takes it back a second time.
///     Box<u32> back = from_foreign<Box<u32>>(unsafe, data);
///     test.expect_eq(*back, 6u);
template <foreign_ownable P>
[[nodiscard]] __disowns inline void *into_foreign(P owner)
{
	return Foreign<P>::into(std::move(owner));
}

/// Takes an owner back from C.
///
/// Safety:
/// - `raw` came from into_foreign() of a P, and nobody took it back or will.
/// - Nobody uses it through borrow_foreign() any more.
template <foreign_ownable P>
__adopts inline P from_foreign(unsafe_t, void *raw)
{
	// SAFETY: as the caller says.
	return Foreign<P>::from(unsafe, raw);
}

/// Borrows the object that C keeps.
///
/// Safety:
/// - `raw` came from into_foreign() of a P, and nobody takes it back while the result is used.
template <foreign_ownable P>
inline typename Foreign<P>::Borrowed borrow_foreign(unsafe_t, void *raw)
{
	// SAFETY: as the caller says.
	return Foreign<P>::borrow(unsafe, raw);
}

/// Borrows the object that C keeps, for changing it.
///
/// Safety:
/// - `raw` came from into_foreign() of a P, and nobody takes it back while the result is used.
/// - Nobody else uses it during that time, through either function.
template <foreign_ownable P>
	requires requires { typename Foreign<P>::BorrowedAlone; }
inline typename Foreign<P>::BorrowedAlone borrow_foreign_alone(unsafe_t, void *raw)
{
	// SAFETY: as the caller says.
	return Foreign<P>::borrow_alone(unsafe, raw);
}

} // namespace kernel
