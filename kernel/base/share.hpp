// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Which types several tasks may use: at once (shareable), or one after the other (sendable).
//!
//! C: none; what a comment at a struct says about its locking
//!
//! The rule of the library is that **const means safe from several tasks at once**: what is
//! shared is reached through `const T &`, so locks and atomics have const operations, and plain
//! data can only be read. A type for which that does not hold derives from OneTaskAtATime, one
//! that belongs to the task that made it (a guard, a read-side section) from TaskBound. Whatever
//! is derived from such a type or made of it (Box<T>, Vec<T>, Result<T>, arrays, any template
//! with types as its arguments) is no better.
//!
//! The compiler does not tell what the members of a plain struct are, nor what a lambda captured: one
//! that holds a guard, or a pointer to a local variable, counts as sendable unless it derives from
//! TaskBound itself. What hands things to other tasks takes lambdas without captures for that reason.
#pragma once

#include <type_traits>

#include <kernel/base/annotations.hpp>

namespace kernel {

class BStr;
class CStr;
class Writer;
template <typename T>
class Span;
template <typename T>
class ArcBorrow;

/// Base of types whose const functions are not safe from two tasks at once; they may be handed
/// over from one to the other. Costs no space.
///
/// Example:
///     struct Cache : OneTaskAtATime {
///             mutable u32 last_key = 0;
///     };
///     static_assert(!shareable<Cache> && sendable<Cache>);
struct OneTaskAtATime {};

/// Base of types that must be used and destroyed by the task that made them: guards and what
/// borrows from the running task. Costs no space.
///
/// Example:
///     struct Section : TaskBound {};
///     static_assert(!shareable<Section> && !sendable<Section>);
///     static_assert(!sendable<Box<Section>> && !shareable<Vec<Section>>);
struct TaskBound {};

/// What is behind shareable<T> and sendable<T>. Specialise it for a template that knows better than
/// its arguments, as a lock does: `template <typename T> struct Sharing<Lock<T>>`.
template <typename T>
struct Sharing {
	/// Whether const access from several tasks at once is safe.
	static constexpr bool shareable =
		!std::is_base_of_v<OneTaskAtATime, T> && !std::is_base_of_v<TaskBound, T>;
	/// Whether another task may use and destroy it.
	static constexpr bool sendable = !std::is_base_of_v<TaskBound, T>;
};

/// Whether const access to a T from several tasks at once is safe. What Arc asks for.
template <typename T>
inline constexpr bool shareable = Sharing<T>::shareable;

/// Whether a T may be used and destroyed by another task than the one that made it.
template <typename T>
inline constexpr bool sendable = Sharing<T>::sendable;

template <typename T>
struct Sharing<const T> : Sharing<T> {};
template <typename T>
struct Sharing<T[]> : Sharing<T> {};
template <typename T, unsigned long n>
struct Sharing<T[n]> : Sharing<T> {};
template <typename T, unsigned long n>
struct Sharing<const T[n]> : Sharing<T> {};

/// What a reference leads to is shared with whoever has the object itself.
template <typename T>
struct Sharing<T &> {
	static constexpr bool shareable = Sharing<T>::shareable;
	static constexpr bool sendable = Sharing<T>::shareable;
};

/// A template is taken to contain what it is a template of.
template <template <typename...> class Template, typename... Parts>
struct Sharing<Template<Parts...>> {
	static constexpr bool shareable = !std::is_base_of_v<OneTaskAtATime, Template<Parts...>> &&
					  !std::is_base_of_v<TaskBound, Template<Parts...>> &&
					  (Sharing<Parts>::shareable && ...);
	static constexpr bool sendable = !std::is_base_of_v<TaskBound, Template<Parts...>> &&
					 (Sharing<Parts>::sendable && ...);
};

/// What is behind borrows<T>. Specialise it for a class that looks at what others own.
template <typename T>
struct Borrows {
	static constexpr bool value = false;
};

/// Whether a T looks at what somebody else owns (a pointer, a reference, Span, BStr, CStr, ArcBorrow), or
/// contains such a thing as an argument of its template. A task of its own must not be given one: what
/// it looks at may be gone by then. Owners (Arc, Box, Ref, CString, Vec) and values do not borrow;
/// Outlives says of a pointer that it may be handed over.
///
/// Example:
///     static_assert(borrows<Span<const u8>> && borrows<Result<BStr>> && borrows<const char *>);
///     static_assert(!borrows<Box<u32>> && !borrows<Outlives<u32>>);
template <typename T>
inline constexpr bool borrows = Borrows<T>::value;

template <typename T>
struct Borrows<const T> : Borrows<T> {};
template <typename T>
struct Borrows<T[]> : Borrows<T> {};
template <typename T, unsigned long n>
struct Borrows<T[n]> : Borrows<T> {};
template <typename T, unsigned long n>
struct Borrows<const T[n]> : Borrows<T> {};
template <typename T>
struct Borrows<T &> {
	static constexpr bool value = true;
};
template <typename T>
struct Borrows<T &&> {
	static constexpr bool value = true;
};
/// Functions stay.
template <typename T>
struct Borrows<T *> {
	static constexpr bool value = !std::is_function_v<T>;
};
template <>
struct Borrows<BStr> {
	static constexpr bool value = true;
};
/// The type does not tell a literal's from a buffer's.
template <>
struct Borrows<CStr> {
	static constexpr bool value = true;
};
template <>
struct Borrows<Writer> {
	static constexpr bool value = true;
};
template <typename T>
struct Borrows<Span<T>> {
	static constexpr bool value = true;
};
template <typename T>
struct Borrows<ArcBorrow<T>> {
	static constexpr bool value = true;
};
template <template <typename...> class Template, typename... Parts>
struct Borrows<Template<Parts...>> {
	static constexpr bool value = (Borrows<Parts>::value || ...);
};

/// A pointer to an object that is known to outlive whoever is given it: a static, or what is not
/// destroyed before the thread was stopped or the queue flushed. An Arc needs no such knowledge.
///
/// Example:
///     #include <kernel/sync/atomic.hpp>
///     #include <kernel/task/kthread.hpp>
///
///     static constinit Atomic<u32> rounds{ 0 };
///     // SAFETY: a static.
///     Outlives<Atomic<u32>> counter(unsafe, &rounds);
///     auto thread = TRY(Kthread::run(fmt("example_shares"), [](const ThisKthread &, Atomic<u32> *counter) {
///             counter->inc();
///     }, counter));
template <typename T>
class Outlives {
public:
	/// Safety:
	/// - `object` lives for as long as this or a copy of it is used.
	constexpr Outlives(unsafe_t, T *object) : object_(object) {}

	/// The pointer.
	constexpr operator T *() const { return object_; }
	constexpr T &operator*() const { return *object_; }
	constexpr T *operator->() const { return object_; }

private:
	T *object_;
};
template <typename T>
struct Sharing<Outlives<T>> : Sharing<T &> {};
template <typename T>
struct Borrows<Outlives<T>> {
	static constexpr bool value = false;
};

} // namespace kernel
