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
#pragma once

#include <type_traits>

namespace kernel {

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
	static constexpr bool shareable =
		!std::is_base_of_v<OneTaskAtATime, T> && !std::is_base_of_v<TaskBound, T>;
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

} // namespace kernel
