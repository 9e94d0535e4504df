// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: which function a callback member calls, and the check that it is destroyed before all other members.
//!
//! C: include/linux/container_of.h
//!
//! doc/design/callbacks_in_members.md has the reasons.
#pragma once

#include <type_traits>

#include <kernel/base/types.hpp>

namespace kernel {

/// What a timer, hrtimer or work item is initialised with; see calls.
template <auto function, auto self, auto... behind>
struct Calls {};

/// The member function that a callback member calls, the member itself, and the callback members
/// declared behind it in the same class, in order.
template <auto function, auto self, auto... behind>
inline constexpr Calls<function, self, behind...> calls{};

/// The same for a member that has no single function to call, such as a directory of files: which
/// member it is, and the callback members behind it.
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

/// The owner and characters in one place, so that addresses in both can be compared.
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
/// Never defined: only addresses within it are compared, while compiling.
template <typename Owner>
struct Overlaid {
	static Overlay<Owner> here;
};

/// Whether `member` begins `offset` bytes into its class.
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

/// Where `member` begins in its class, in bytes; for static_assert and the like.
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

/// The object that `member` is a member of, from the member's address. Costs a subtraction.
///
/// `part` may be of another type than the member: its first member, as C hands it over.
template <auto member, typename Part>
[[gnu::always_inline]] inline const typename MemberPointer<decltype(member)>::Class *
owner_of(const Part *part)
{
	using Owner = typename MemberPointer<decltype(member)>::Class;
	static_assert(sizeof(member) == sizeof(usize));

	// As the ABI has it, a pointer to a data member is its offset.
	return reinterpret_cast<const Owner *>(reinterpret_cast<const char *>(part) -
					       __builtin_bit_cast(usize, member));
}

/// Whether a type is one that calls back; such a type has `using CallbackMember = void;`.
template <typename T>
concept callback_member = requires { typename T::CallbackMember; };

/// What lies behind the last of the members in their class, in bytes; without_order if they do not
/// follow each other, one right behind the other.
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

			return callback_member<Next> && constant_offset_of<next>() == end ?
				       room_behind<next, rest...>() :
				       without_order;
		}(Calls<0, behind...>{});
}

/// Refuses, with a message, what must not be a callback of a plain (not counted) owner: one that
/// could run while its owner is being taken apart.
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
