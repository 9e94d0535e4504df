// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Says which types several tasks may use at once (shareable), or one after the other (sendable).
//!
//! C: none; a comment on a struct about its locking
//!
//! The rule of the library is that **const means safe from several tasks at once**: shared objects
//! are used through `const T &`, so locks and atomics have const operations, and plain data can
//! only be read. A type for which that is not true derives from OneTaskAtATime; a type that belongs
//! to the task that made it (a guard, a read-side section) derives from TaskBound. A type that
//! derives from or contains such a type (Box<T>, Vec<T>, Result<T>, arrays, any template with types
//! as its arguments) has the same limits.
//!
//! The compiler does not reveal the members of a plain struct or the captures of a lambda: one that
//! holds a guard, or a pointer to a local variable, counts as sendable unless it derives from
//! TaskBound itself. For that reason, functions that pass arguments to other tasks accept only
//! lambdas without captures.
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

/// Base of types whose const functions are not safe from two tasks at once; an object may be passed
/// from one task to another. It costs no space.
///
/// Example:
///     struct Cache : OneTaskAtATime {
///             mutable u32 last_key = 0;
///     };
///     static_assert(!shareable<Cache> && sendable<Cache>);
struct OneTaskAtATime {};

/// Base of types that only the task that made them may use and destroy: guards, and objects that
/// borrow from the running task. It costs no space.
///
/// Example:
///     struct Section : TaskBound {};
///     static_assert(!shareable<Section> && !sendable<Section>);
///     static_assert(!sendable<Box<Section>> && !shareable<Vec<Section>>);
struct TaskBound {};

/// Implements shareable<T> and sendable<T>. Specialise it for a template with other rules than its
/// arguments, such as a lock: `template <typename T> struct Sharing<Lock<T>>`.
template <typename T>
struct Sharing {
	/// Whether const access from several tasks at once is safe.
	static constexpr bool shareable = !std::is_base_of_v<OneTaskAtATime, T> && !std::is_base_of_v<TaskBound, T>;
	/// Whether another task may use and destroy it.
	static constexpr bool sendable = !std::is_base_of_v<TaskBound, T>;
};

/// Whether const access to a T from several tasks at once is safe. Arc requires it.
template <typename T>
inline constexpr bool shareable = Sharing<T>::shareable;

/// Whether a task other than the one that made a T may use and destroy it.
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

/// The object of a reference is shared with the owner of the object.
template <typename T>
struct Sharing<T &> {
	static constexpr bool shareable = Sharing<T>::shareable;
	static constexpr bool sendable = Sharing<T>::shareable;
};

/// A template is assumed to contain its arguments.
template <template <typename...> class Template, typename... Parts>
struct Sharing<Template<Parts...>> {
	static constexpr bool shareable = !std::is_base_of_v<OneTaskAtATime, Template<Parts...>> &&
					  !std::is_base_of_v<TaskBound, Template<Parts...>> &&
					  (Sharing<Parts>::shareable && ...);
	static constexpr bool sendable =
		!std::is_base_of_v<TaskBound, Template<Parts...>> && (Sharing<Parts>::sendable && ...);
};

/// Implements borrows<T>. Specialise it for a class that refers to objects of others.
template <typename T>
struct Borrows {
	static constexpr bool value = false;
};

/// Whether a T refers to an object that somebody else owns (a pointer, a reference, Span, BStr,
/// CStr, ArcBorrow), or contains such a type as a template argument. It must not be passed to
/// another task: the object may be gone by then. Owners (Arc, Box, Ref, CString, Vec) and values do
/// not borrow; Outlives marks a pointer that may be passed.
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
/// A pointer borrows, unless it points to a function, which lives as long as the module.
template <typename T>
struct Borrows<T *> {
	static constexpr bool value = !std::is_function_v<T>;
};
template <>
struct Borrows<BStr> {
	static constexpr bool value = true;
};
/// A CStr borrows, even from a literal: its type does not distinguish a literal from a buffer.
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

/// A pointer to an object that is known to outlive the task that gets it: a static, or an object
/// that is destroyed only after the thread was stopped or the queue flushed. If that is not known,
/// use an Arc.
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
	/// Declares that the object outlives every use.
	///
	/// Safety:
	/// - `object` lives as long as this or a copy of it is used.
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
