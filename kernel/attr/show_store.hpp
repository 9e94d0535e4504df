// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: shows a member of an object in a file, and sets it from the text of a file.
//!
//! C: include/linux/sysfs.h (sysfs_ops), include/linux/seq_file.h
//!
//! This code is common to debugfs, sysfs and configfs: their trampolines find the object, and call
//! it.
#pragma once

#include <type_traits>

#include <linux/kstrtox.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/format.hpp>
#include <kernel/text/kstrtox.hpp>

namespace kernel::detail {

template <typename T>
inline constexpr bool is_atomic = false;
template <typename T>
inline constexpr bool is_atomic<Atomic<T>> = true;

template <typename T>
struct AtomicValue;
template <typename T>
struct AtomicValue<Atomic<T>> {
	using Type = T;
};

/// The one parameter of a const member function that takes text or a number.
template <typename>
struct StoreParameter {
	using Type = void;
};
template <typename C, typename A>
struct StoreParameter<Result<> (C::*)(A) const> {
	using Type = A;
};
template <typename C, typename A>
struct StoreParameter<Result<> (C::*const)(A) const> : StoreParameter<Result<> (C::*)(A) const> {};

template <auto what>
using ClassOf = typename MemberPointer<std::remove_cv_t<decltype(what)>>::Class;
template <auto what>
using MemberOf = typename MemberPointer<std::remove_cv_t<decltype(what)>>::Member;

/// Checks that the file may show the object: several tasks use it at once, which its owner does not
/// know.
template <typename Owner, auto what>
consteval void check_attribute()
{
	static_assert(std::is_member_pointer_v<decltype(what)>,
		      "a file is made of members of the object: &Class::member");
	static_assert(std::is_base_of_v<ClassOf<what>, Owner>,
		      "the file is made of a member of another class than the object's");
	static_assert(shareable<Owner>, "several tasks use the object at once: it must be shareable, see "
					"kernel/base/share.hpp");
}

/// Prints one value and a newline. The text of a bool can be written back.
template <typename Out, typename V>
[[gnu::always_inline]] inline void print_line(Out &out, const V &value)
{
	if constexpr (std::is_same_v<V, bool>)
		out.print(fmt("{}\n", value ? 'Y' : 'N'));
	else
		out.print(fmt("{}\n", value));
}

template <typename R>
inline constexpr bool is_result = false;
template <typename V>
inline constexpr bool is_result<Result<V>> = true;

/// Prints the text that `what`, a member of `object`, shows.
template <auto what, typename T, typename Out>
[[gnu::always_inline]] inline Result<> show_member(const T &object, Out &out)
{
	check_attribute<T, what>();
	using Member = MemberOf<what>;

	if constexpr (!std::is_function_v<Member>) {
		static_assert(is_atomic<Member> || std::is_const_v<Member>,
			      "a data member that a file shows is an Atomic or const: what a lock protects is "
			      "shown by a function that takes it");
		if constexpr (is_atomic<Member>)
			print_line(out, (object.*what).load(relaxed));
		else
			print_line(out, object.*what);
		return ok;
	} else if constexpr (std::is_invocable_v<decltype(what), const T &, Out &>) {
		using Returned = std::invoke_result_t<decltype(what), const T &, Out &>;
		static_assert(std::is_void_v<Returned> || std::is_same_v<Returned, Result<>>,
			      "a function that shows returns void or Result<>");
		if constexpr (std::is_void_v<Returned>) {
			(object.*what)(out);
			return ok;
		} else {
			return (object.*what)(out);
		}
	} else {
		static_assert(std::is_invocable_v<decltype(what), const T &>,
			      "a file is shown by `void f(Seq &) const` (debugfs), `void f(attr::Text &) const` "
			      "(sysfs, configfs), either may return Result<>, or by `V f() const`, which returns "
			      "what is printed: const, since several tasks read at once");
		if constexpr (std::is_invocable_v<decltype(what), const T &>) {
			using Returned = std::invoke_result_t<decltype(what), const T &>;
			if constexpr (is_result<Returned>)
				print_line(out, TRY((object.*what)()));
			else
				print_line(out, (object.*what)());
		}
		return ok;
	}
}

/// The type that a store function or data member takes: CStr, BStr or a number; void if it cannot
/// be stored to.
template <auto what>
consteval auto stored_type()
{
	using Member = MemberOf<what>;

	if constexpr (!std::is_function_v<Member>) {
		static_assert(is_atomic<Member>, "a data member that a file writes is an Atomic: for what a lock "
						 "protects, name a function that takes it");
		if constexpr (is_atomic<Member>)
			return std::type_identity<typename AtomicValue<Member>::Type>{};
		else
			return std::type_identity<void>{};
	} else {
		using Taken = typename StoreParameter<std::remove_cv_t<decltype(what)>>::Type;
		constexpr bool fits = [] {
			if constexpr (std::is_void_v<Taken>)
				return false;
			else
				return std::is_same_v<Taken, CStr> || std::is_same_v<Taken, BStr> || parsable<Taken>;
		}();
		static_assert(fits, "a file is written through `Result<> f(V) const`, where V is a CStr, a BStr, an "
				    "integer or bool: const, since several tasks write at once");
		if constexpr (fits)
			return std::type_identity<Taken>{};
		else
			return std::type_identity<void>{};
	}
}
template <auto what>
using Stored = typename decltype(stored_type<what>())::type;

/// Passes a value to the member.
template <auto what, typename T, typename V>
[[gnu::always_inline]] inline Result<> store_value(const T &object, V value)
{
	if constexpr (std::is_function_v<MemberOf<what>>) {
		return (object.*what)(value);
	} else {
		(object.*what).store(value, relaxed);
		return ok;
	}
}

/// Calls C's function that parses a number of this type from text that ends with a NUL. Returns 0
/// or a negative errno.
template <typename V>
[[gnu::always_inline]] inline int number_from_text(const char *text, V *value)
{
	// Converts to the C type of the same size.
	auto as = [&](auto wanted)
			  __attribute__((always_inline)) { return reinterpret_cast<decltype(wanted) *>(value); };

	if constexpr (std::is_same_v<V, bool>) {
		return ::kstrtobool(text, value);
	} else if constexpr (std::is_signed_v<V>) {
		if constexpr (sizeof(V) == 1)
			return ::kstrtos8(text, 0, as(::s8{}));
		else if constexpr (sizeof(V) == 2)
			return ::kstrtos16(text, 0, as(::s16{}));
		else if constexpr (sizeof(V) == 4)
			return ::kstrtoint(text, 0, as(int{}));
		else
			return ::kstrtoll(text, 0, as(0ll));
	} else {
		if constexpr (sizeof(V) == 1)
			return ::kstrtou8(text, 0, as(::u8{}));
		else if constexpr (sizeof(V) == 2)
			return ::kstrtou16(text, 0, as(::u16{}));
		else if constexpr (sizeof(V) == 4)
			return ::kstrtouint(text, 0, as(0u));
		else
			return ::kstrtoull(text, 0, as(0ull));
	}
}

/// The result of a C callback that takes `size` bytes: all of them, or a negative errno.
[[gnu::always_inline]] inline long taken(Result<> done, usize size)
{
	return done.is_ok() ? static_cast<long>(size) : done.to_c();
}

/// Passes text, where text[size] is a NUL, to `what`, and returns the result of C's callback. A
/// number or a CStr ends at an earlier NUL, as everywhere in C; a BStr has all of the text.
template <auto what, typename T>
[[gnu::always_inline]] inline long store_member(const T &object, const char *text, usize size)
{
	check_attribute<T, what>();
	using V = Stored<what>;

	if constexpr (std::is_void_v<V>) {
		return EINVAL.to_c();
	} else if constexpr (std::is_same_v<V, BStr>) {
		// SAFETY: the text stays while the callback runs.
		return taken((object.*what)(BStr::of(unsafe, text, size)), size);
	} else if constexpr (std::is_same_v<V, CStr>) {
		// SAFETY: it ends with a NUL, and stays as above.
		return taken((object.*what)(CStr::from_raw(unsafe, text)), size);
	} else {
		V value;

		if (const int failed = number_from_text(text, &value)) [[unlikely]]
			return failed;
		return taken(store_value<what>(object, value), size);
	}
}

} // namespace kernel::detail
