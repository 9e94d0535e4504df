// SPDX-License-Identifier: GPL-2.0 OR MIT
//! References to objects that carry their own count, like the kernel's own objects.
//!
//! C: get_task_struct(), kobject_get(), kref_get() and their partners
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/share.hpp>

namespace kernel {

/// Says how a T is counted; specialise it with `static void get(T *)` and
/// `static void put(unsafe_t, T *)`.
///
/// as_raw() returns a `T *` for C; if T is not a C type, `using Shared = void;` makes that a
/// `const T *`.
///
/// Safety of put():
/// - the caller owns one reference to the object and does not use it afterwards. Ref ensures that.
///
///     template <>
///     struct RefCounted<::task_struct> {
///             static void get(::task_struct *task) { ::get_task_struct(task); }
///             static void put(unsafe_t, ::task_struct *task) { ::put_task_struct(task); }
///     };
template <typename T>
struct RefCounted;

/// A type whose objects a Ref can count: RefCounted is specialised for it.
template <typename T>
concept ref_counted = requires(T *object) {
	RefCounted<T>::get(object);
	RefCounted<T>::put(unsafe, object);
};

/// One counted reference to an object that others may also reference.
///
/// Use it for objects that the kernel provides. For your own objects that C code does not count,
/// Arc is simpler. share() makes another reference explicitly.
///
/// Invariants:
/// - `object_` points to an object, and this is one of its counted references; or it is null after
///   a move.
///
/// Example:
///     struct Session { // C's, say, with session_get() and session_put()
///             u32 references;
///     };
///     template <>
///     struct kernel::RefCounted<Session> {
///             static void get(Session *session) { session->references++; }
///             static void put(unsafe_t, Session *session) { session->references--; }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             static constinit Session session{ 1 };
///             {
///                     // SAFETY: a static lives on.
///                     auto first = Ref<Session>::share(unsafe, &session);
///                     auto second = first.share();
///                     test.expect_eq(session.references, 3u);
///             }
///             test.expect_eq(session.references, 1u);
///             return ok;
///     }
template <typename T>
class [[nodiscard]] __owner(T) Ref {
	using Counted = RefCounted<std::remove_const_t<T>>;

public:
	/// Takes over a reference that is already counted, as C functions return it. To count it
	/// once more, with share(), would leak the object.
	///
	/// Safety:
	/// - `raw` points to a T, the caller owns one counted reference to it, and nobody else puts
	///   that reference.
	__adopts static Ref adopt(unsafe_t, const T *raw) { return Ref(const_cast<T *>(raw)); }
	/// Counts one more reference to an object that the caller only borrows. adopt(), which does
	/// not count, would free the object too early.
	///
	/// Safety:
	/// - `raw` points to a T that somebody else keeps alive during the call.
	[[gnu::always_inline]] static Ref share(unsafe_t, const T *raw)
	{
		T *object = const_cast<T *>(raw);

		Counted::get(object);
		return Ref(object);
	}

	/// Takes over the reference of `other`, which is left empty.
	Ref(Ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
	/// Use share() to make another reference explicitly.
	Ref(const Ref &) = delete;
	Ref &operator=(const Ref &) = delete;
	Ref &operator=(Ref &&other) noexcept
	{
		Ref(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~Ref()
	{
		static_assert(ref_counted<std::remove_const_t<T>>,
			      "Ref<T>: RefCounted<T> says how a T is counted, with get(T *) and put(unsafe_t, T *)");
		static_assert(shareable<T> && sendable<T>,
			      "Ref<T>: T is not shareable and sendable, see kernel/base/share.hpp");
		// SAFETY: this reference was one of those that were counted.
		if (T *object = object_)
			Counted::put(unsafe, object);
	}

	/// Another reference to the same object.
	[[gnu::always_inline]] Ref share() const
	{
		T *object = object_;

		Counted::get(object);
		return Ref(object);
	}

	const T &operator*() const & __lifetimebound { return *object_; }
	const T &operator*() && = delete;
	const T *operator->() const __lifetimebound { return object_; }

	/// The pointer that C functions take; the reference stays here.
	auto *as_raw() const & __lifetimebound { return exposed(object_); }
	void as_raw() && = delete;

	/// Gives up the reference together with its count; adopt() takes it back.
	[[nodiscard]] __disowns auto *into_raw() && { return exposed(std::exchange(object_, nullptr)); }

	void swap(Ref &other) noexcept { std::swap(object_, other.object_); }

	/// Whether two references refer to the same object.
	friend bool ptr_eq(const Ref &a, const Ref &b) { return a.object_ == b.object_; }

private:
	explicit Ref(T *object) : object_(object) {}

	/// All users of our own objects see them as const.
	static auto *exposed(T *object)
	{
		if constexpr (requires { typename Counted::Shared; })
			return static_cast<const T *>(object);
		else
			return object;
	}

	T *object_;
};

} // namespace kernel
