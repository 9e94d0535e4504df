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
//! The members of a plain struct count, too, up to 16 of them; a pointer among them, or a mutable one,
//! is neither shareable nor sendable. The compiler does not reveal private members, base classes,
//! arrays and unions in a struct, or the captures of a lambda: a class with a guard or a pointer in
//! one of these counts as sendable unless it derives from TaskBound itself. For that reason, functions
//! that pass arguments to other tasks accept only lambdas without captures.
#pragma once

#include <type_traits>

#include <kernel/base/annotations.hpp>
#include <kernel/base/fields.hpp>

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

namespace detail {

/// Questions about a T. The answer to one may follow from the answers to others, which make up a
/// list: Types<IsShareable<A>, IsSendable<B>>.
template <typename T>
struct IsShareable {};
template <typename T>
struct IsSendable {};
template <typename T>
struct BorrowsNothing {};

} // namespace detail

/// Implements shareable<T> and sendable<T>. Specialise it for a template with other rules than its
/// arguments, such as a lock: two constants, `shareable` and `sendable`, and the lists ShareableIf and
/// SendableIf where they depend on other types; or use a base class below.
template <typename T>
struct Sharing {
	/// Whether const access from several tasks at once is safe, as far as the class itself says.
	static constexpr bool shareable = !std::is_base_of_v<OneTaskAtATime, T> && !std::is_base_of_v<TaskBound, T>;
	/// Whether another task may use and destroy it, as far as the class itself says.
	static constexpr bool sendable = !std::is_base_of_v<TaskBound, T>;
};

/// A Sharing of what may be shared and sent as all the Parts may.
template <typename... Parts>
struct SharedLike {
	static constexpr bool shareable = true;
	static constexpr bool sendable = true;
	using ShareableIf = detail::Types<detail::IsShareable<Parts>...>;
	using SendableIf = detail::Types<detail::IsSendable<Parts>...>;
};
/// A Sharing of what lets one task at a time use the Parts: it may be shared and sent if they may be sent.
template <typename... Parts>
struct SharedInTurns {
	static constexpr bool shareable = true;
	static constexpr bool sendable = true;
	using ShareableIf = detail::Types<detail::IsSendable<Parts>...>;
	using SendableIf = ShareableIf;
};

template <typename T>
struct Sharing<const T> : SharedLike<T> {};
template <typename T>
struct Sharing<T[]> : SharedLike<T> {};
template <typename T, unsigned long n>
struct Sharing<T[n]> : SharedLike<T> {};
template <typename T, unsigned long n>
struct Sharing<const T[n]> : SharedLike<T> {};

/// The object of a reference is shared with the owner of the object.
template <typename T>
struct Sharing<T &> {
	static constexpr bool shareable = true;
	static constexpr bool sendable = true;
	using ShareableIf = detail::Types<detail::IsShareable<T>>;
	using SendableIf = ShareableIf;
};

/// A template is assumed to contain its arguments.
template <template <typename...> class Template, typename... Parts>
struct Sharing<Template<Parts...>> : SharedLike<Parts...> {
	static constexpr bool shareable = !std::is_base_of_v<OneTaskAtATime, Template<Parts...>> &&
					  !std::is_base_of_v<TaskBound, Template<Parts...>>;
	static constexpr bool sendable = !std::is_base_of_v<TaskBound, Template<Parts...>>;
};

/// Implements borrows<T>. Specialise it for a class that refers to objects of others.
template <typename T>
struct Borrows {
	static constexpr bool value = false;
};
/// A Borrows of what borrows if one of the Parts does.
template <typename... Parts>
struct BorrowsLike {
	static constexpr bool value = false;
	using UnlessAll = detail::Types<detail::BorrowsNothing<Parts>...>;
};

namespace detail {

/// A field of a shared or sent struct: nobody knows who else has the object of a pointer, and a mutable
/// field changes in a const object.
template <typename Field>
inline constexpr bool plain_pointer = std::is_pointer_v<Field> && !std::is_function_v<std::remove_pointer_t<Field>>;
template <typename Field>
using FieldIsShareable = std::conditional_t<std::is_const_v<Field> && !plain_pointer<Field>,
					    IsShareable<std::remove_const_t<Field>>, void>;
template <typename Field>
using FieldIsSendable = std::conditional_t<!plain_pointer<Field>, IsSendable<std::remove_const_t<Field>>, void>;

template <typename Field>
using FieldBorrowsNothing = BorrowsNothing<std::remove_const_t<Field>>;

template <template <typename> class Ask, typename... Known, typename... Fields>
consteval auto with_fields(Types<Known...>, Types<Fields...>) -> Types<Known..., Ask<Fields>...>
{
	return {};
}
/// The questions `Known`, and those that Ask makes of the types of T's fields, if these can be counted.
template <typename T, template <typename> class Ask, typename Known>
consteval auto conditions_of()
{
	if constexpr (std::is_class_v<T> && std::is_aggregate_v<T>) {
		constexpr usize count = countable_members<T>;

		if constexpr (count > 0)
			return with_fields<Ask>(Known{}, decltype(field_types<count>(std::declval<const T &>())){});
		else
			return Known{};
	} else {
		return Known{};
	}
}

/// What decides a question: the class itself, and the answers to others.
template <typename Question>
struct Answer;
/// There is no question that is answered with yes.
template <>
struct Answer<void> {
	static constexpr bool itself = false;
	using If = Types<>;
};
template <typename T>
struct Answer<IsShareable<T>> {
	static constexpr bool itself = Sharing<T>::shareable;
	static consteval auto known()
	{
		if constexpr (requires { typename Sharing<T>::ShareableIf; })
			return typename Sharing<T>::ShareableIf{};
		else
			return Types<>{};
	}
	using If = decltype(conditions_of<T, FieldIsShareable, decltype(known())>());
};
template <typename T>
struct Answer<IsSendable<T>> {
	static constexpr bool itself = Sharing<T>::sendable;
	static consteval auto known()
	{
		if constexpr (requires { typename Sharing<T>::SendableIf; })
			return typename Sharing<T>::SendableIf{};
		else
			return Types<>{};
	}
	using If = decltype(conditions_of<T, FieldIsSendable, decltype(known())>());
};
template <typename T>
struct Answer<BorrowsNothing<T>> {
	static constexpr bool itself = !Borrows<T>::value;
	static consteval auto known()
	{
		if constexpr (requires { typename Borrows<T>::UnlessAll; })
			return typename Borrows<T>::UnlessAll{};
		else
			return Types<>{};
	}
	using If = decltype(conditions_of<T, FieldBorrowsNothing, decltype(known())>());
};

/// Whether the answer is yes. A question that leads to itself, as about a Node with a Box of a Node, asks nothing
/// new.
template <typename Question, typename... Asked>
consteval bool yes();
template <typename... Asked, typename... Conditions>
consteval bool all_yes(Types<Conditions...>)
{
	return (yes<Conditions, Asked...>() && ...);
}
template <typename Question, typename... Asked>
consteval bool yes()
{
	if constexpr ((std::is_same_v<Question, Asked> || ...))
		return true;
	else if constexpr (!Answer<Question>::itself)
		return false;
	else
		return all_yes<Question, Asked...>(typename Answer<Question>::If{});
}

} // namespace detail

/// Whether const access to a T from several tasks at once is safe. Arc requires it.
template <typename T>
inline constexpr bool shareable = detail::yes<detail::IsShareable<T>>();

/// Whether a task other than the one that made a T may use and destroy it.
template <typename T>
inline constexpr bool sendable = detail::yes<detail::IsSendable<T>>();

/// Whether a T refers to an object that somebody else owns (a pointer, a reference, Span, BStr,
/// CStr, ArcBorrow), or contains such a type as a template argument. It must not be passed to
/// another task: the object may be gone by then. Owners (Arc, Box, Ref, CString, Vec) and values do
/// not borrow; Outlives marks a pointer that may be passed.
///
/// Example:
///     static_assert(borrows<Span<const u8>> && borrows<Result<BStr>> && borrows<const char *>);
///     static_assert(!borrows<Box<u32>> && !borrows<Outlives<u32>>);
template <typename T>
inline constexpr bool borrows = !detail::yes<detail::BorrowsNothing<T>>();

template <typename T>
struct Borrows<const T> : BorrowsLike<T> {};
template <typename T>
struct Borrows<T[]> : BorrowsLike<T> {};
template <typename T, unsigned long n>
struct Borrows<T[n]> : BorrowsLike<T> {};
template <typename T, unsigned long n>
struct Borrows<const T[n]> : BorrowsLike<T> {};
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
struct Borrows<Template<Parts...>> : BorrowsLike<Parts...> {};

/// A pointer to an object that is known to outlive the task that gets it: a static, or an object
/// that is destroyed only after the thread was stopped or the queue flushed. If that is not known,
/// use an Arc.
///
/// Example:
///     #include <kernel/sync/atomic.hpp>
///     #include <kernel/task/kthread.hpp>
///
///     static constinit Atomic<u32> rounds{ 0 };
///     // SAFETY: a static is never destroyed.
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
	constexpr operator T *() const { return object_; }  // kxx-allow: unbound-return the object outlives this
	constexpr T &operator*() const { return *object_; } // kxx-allow: unbound-return the object outlives this
	constexpr T *operator->() const { return object_; } // kxx-allow: unbound-return the object outlives this

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
