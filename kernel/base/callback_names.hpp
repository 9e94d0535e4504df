// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: finds functions that look like callbacks, but do not have the name of one.
//!
//! C++20 cannot list the members of a class, so an interface checks each name: the names of C for
//! which kxx has another one or none, and common misspellings. Only a function counts whose first
//! parameter has a type of the interface.
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

// Use it in a consteval function template. It refuses a T whose function `name` has a first
// parameter for whose type `own`, a bool template, is true.
#define KXX_NO_CALLBACK(own, name, why)                                                                  \
	if constexpr (requires { &T::name; })                                                            \
		static_assert(!own<typename ::kernel::detail::FirstParameter<decltype(&T::name)>::Type>, \
			      "'" #name "' " why);
// A callback of C's interface that ours does not have.
#define KXX_ABSENT(own, name)      \
	KXX_NO_CALLBACK(own, name, \
			"is a callback of C that kxx does not have: leave it out, and the kernel uses its default")
// A misspelling of the name `meant`.
#define KXX_SLIP(own, name, meant) KXX_NO_CALLBACK(own, name, "is no callback: write " #meant "()")
