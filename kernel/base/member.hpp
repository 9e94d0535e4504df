// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: names the function that a callback member calls, and checks that the member is
//! destroyed before all others.
//!
//! C: include/linux/container_of.h
//!
//! doc/design/callbacks_in_members.md explains the reasons.
#pragma once

#include <type_traits>

#include <kernel/base/types.hpp>

namespace kernel {

/// The initialiser of a timer, hrtimer or work item; see calls.
template <auto function, auto self, auto... behind>
struct Calls {};

/// Names the member function that a callback member calls, the member itself, and the callback
/// members declared after it in the same class, in order.
template <auto function, auto self, auto... behind>
inline constexpr Calls<function, self, behind...> calls{};

/// Does the same for a member without a single function to call, such as a directory of files:
/// names the member, and the callback members after it.
template <auto self, auto... behind>
inline constexpr Calls<nullptr, self, behind...> this_is{};

namespace detail {

template <typename>
struct MemberPointer;
template <typename C, typename M>
struct MemberPointer<M C::*> {
	using Class = C;
	using Member = M;
};

/// The owner and an array of characters at one place, so that addresses in both can be compared.
template <typename Owner>
union Overlay {
	Overlay();
	~Overlay();
	Owner owner;
	char bytes[sizeof(Owner) + 1];
};
#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
/// It is never defined: only addresses inside it are compared, at compile time.
template <typename Owner>
struct Overlaid {
	static Overlay<Owner> here;
};

/// Whether `member` starts `offset` bytes into its class.
template <auto member>
consteval bool lies_at(usize offset)
{
	using Owner = typename MemberPointer<decltype(member)>::Class;

	return static_cast<const volatile void *>(&(Overlaid<Owner>::here.owner.*member)) ==
	       static_cast<const volatile void *>(&Overlaid<Owner>::here.bytes[offset]);
}
#ifdef __clang__
#pragma clang diagnostic pop
#endif

/// The offset of `member` in its class, in bytes, for static_assert and similar uses.
template <auto member>
consteval usize constant_offset_of()
{
	using Pointer = MemberPointer<decltype(member)>;
	constexpr usize step = alignof(typename Pointer::Member);

	for (usize at = 0; at < sizeof(typename Pointer::Class); at += step)
		if (lies_at<member>(at))
			return at;
	return ~usize{ 0 };
}

/// Finds the object that contains `member` from the member's address. It costs a subtraction.
///
/// `part` may have another type than the member: it may be the member's first member, as C passes
/// it.
template <auto member, typename Part>
[[gnu::always_inline]] inline const typename MemberPointer<decltype(member)>::Class *owner_of(const Part *part)
{
	using Owner = typename MemberPointer<decltype(member)>::Class;
	static_assert(sizeof(member) == sizeof(usize));

	// In the ABI, a pointer to a data member is its offset.
	return reinterpret_cast<const Owner *>(reinterpret_cast<const char *>(part) -
					       __builtin_bit_cast(usize, member));
}

/// Whether a type calls back; such a type has `using CallbackMember = void;`.
template <typename T>
concept callback_member = requires { typename T::CallbackMember; };
/// Whether the kernel calls the module through a T: a callback member, or another type with
/// `using Caller = void;`.
template <typename T>
concept caller = callback_member<T> || requires { typename T::Caller; };

#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
/// Declares a function that ContainsCaller<T> defines.
template <typename T>
struct MayContainCaller {
	friend constexpr auto contains_caller(MayContainCaller);
};
#pragma GCC diagnostic pop
/// Instantiated by a caller that is a member of a T. C++20 does not list the members of a class, but
/// a class that names itself in the type of a member cannot help instantiating this.
template <typename T>
struct ContainsCaller {
	friend constexpr auto contains_caller(MayContainCaller<T>) { return true; }
};
/// For a static_assert in a caller: marks its owner.
template <typename T>
inline constexpr bool marked_as_owner = sizeof(ContainsCaller<T>) != 0;

/// Whether a T is a caller, or contains one as far as the types show: a member that names T as its
/// owner, an element of an array, an argument of a template.
template <typename T>
struct HoldsCaller {
	static constexpr bool value = caller<T> || requires { contains_caller(MayContainCaller<T>{}) ? 1 : 0; };
};
template <typename T>
inline constexpr bool holds_caller = HoldsCaller<std::remove_cv_t<T>>::value;
template <typename T, usize n>
struct HoldsCaller<T[n]> {
	static constexpr bool value = holds_caller<T>;
};
template <template <typename...> class Template, typename... Parts>
struct HoldsCaller<Template<Parts...>> {
	static constexpr bool value = caller<Template<Parts...>> || requires {
		contains_caller(MayContainCaller<Template<Parts...>>{}) ? 1 : 0;
	} || (holds_caller<Parts> || ...);
};

/// The number of bytes after the last of the members in their class; without_order if they do not
/// directly follow each other.
inline constexpr usize without_order = ~usize{ 0 };
template <auto self, auto... behind>
consteval usize room_behind()
{
	using Owner = typename MemberPointer<decltype(self)>::Class;
	using Self = typename MemberPointer<decltype(self)>::Member;
	constexpr usize end = constant_offset_of<self>() + sizeof(Self);

	if constexpr (sizeof...(behind) == 0)
		return sizeof(Owner) - end;
	else
		return []<auto next, auto... rest>(Calls<0, next, rest...>) {
			using Next = typename MemberPointer<decltype(next)>::Member;

			return callback_member<Next> && constant_offset_of<next>() == end ? room_behind<next, rest...>()
											  : without_order;
		}(Calls<0, behind...>{});
}

/// Refuses, with a message, a callback of a plain (not counted) owner that could run while its
/// owner is being destroyed.
template <typename Owner, auto function, auto self, auto... behind>
consteval void check_plain_callback()
{
	static_assert(std::is_same_v<typename MemberPointer<decltype(self)>::Class, Owner>,
		      "the member named in calls<> belongs to another class");
	static_assert(std::is_final_v<Owner>,
		      "a class with a callback member is final: members of a derived class would be "
		      "destroyed while the callback can still run");
	constexpr usize room = room_behind<self, behind...>();
	static_assert(room < alignof(Owner),
		      "declare the callback member last (of several: all last, and name those behind "
		      "it in calls<>): what is declared behind it would be destroyed while the "
		      "callback can still run");
	static_assert(room >= alignof(Owner) || room == 0,
		      "behind the callback member the class is rounded up to its alignment, and a "
		      "member that is declared there could not be told from padding: keep what needs "
		      "the alignment behind a pointer (a Box), or fill the class up ahead of the "
		      "callback member");
}

} // namespace detail

} // namespace kernel
