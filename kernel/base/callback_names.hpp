// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: finds functions that have the name of no callback, but look as if they were meant to be one.
//!
//! C++20 cannot list the members of a class, so an interface asks for each name: for C's, where kxx has another one or
//! none, and for slips. Only a function whose first parameter is the interface's own counts.
#pragma once
#pragma GCC system_header

namespace kernel::detail {

template <typename>
struct FirstParameter {
	using Type = void;
};
template <typename Returned, typename T, typename First, typename... Rest>
struct FirstParameter<Returned (T::*)(First, Rest...)> {
	using Type = First;
};
template <typename Returned, typename T, typename First, typename... Rest>
struct FirstParameter<Returned (T::*)(First, Rest...) const> {
	using Type = First;
};
template <typename Returned, typename First, typename... Rest>
struct FirstParameter<Returned (*)(First, Rest...)> {
	using Type = First;
};

} // namespace kernel::detail

// In a consteval function template: refuses a T whose function `name` has a first parameter that is `own`, a bool template
// of types.
#define KXX_NO_CALLBACK(own, name, why)                                                                         \
	if constexpr (requires { &T::name; })                                                                   \
		static_assert(!own<typename ::kernel::detail::FirstParameter<decltype(&T::name)>::Type>,        \
			      "'" #name "' " why);
// A callback of C's interface that ours does not have.
#define KXX_ABSENT(own, name) \
	KXX_NO_CALLBACK(own, name, "is a callback of C that kxx does not have: leave it out, and the kernel uses its default")
// A slip of the name `meant`.
#define KXX_SLIP(own, name, meant) KXX_NO_CALLBACK(own, name, "is no callback: write " #meant "()")
