// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A string literal as a template argument: `Mutex<State, "echo.state">`.
#pragma once

#include <kernel/base/types.hpp>

namespace kernel {

/// The text of a literal as part of a type. Do not name it: write the literal.
template <usize n>
struct Literal {
	/// Converts from a literal.
	consteval Literal(const char (&literal)[n])
	{
		for (usize i = 0; i < n; i++)
			text[i] = literal[i];
	}

	/// The number of characters, without the NUL.
	static constexpr usize size = n - 1;
	/// The characters and a terminating NUL.
	char text[n];
};

} // namespace kernel
