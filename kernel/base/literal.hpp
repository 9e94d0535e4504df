// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A string literal as a template argument: `Mutex<State, "echo.state">`.
#pragma once

#include <kernel/base/types.hpp>

namespace kernel {

/// The text of a literal, part of a type. Never made by name: write the literal.
template <usize n>
struct Literal {
	/// From a literal.
	consteval Literal(const char (&literal)[n])
	{
		for (usize i = 0; i < n; i++)
			text[i] = literal[i];
	}

	static constexpr usize size = n - 1;
	/// The characters and a NUL.
	char text[n];
};

} // namespace kernel
