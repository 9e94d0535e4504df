// SPDX-License-Identifier: GPL-2.0
//! What is known about pointers that C functions return.
#pragma once

#include <string_view>

namespace kxx::check {

/// A fact about a C function, and the line of the kernel that shows it.
struct Fact {
	enum Kind {
		ErrPtr, ///< returns an ERR_PTR for failure
		Null,	///< returns null for failure
	};
	std::string_view function;
	Kind kind;
	std::string_view source;
};

/// The fact about a function, or null. tools/check/c_functions/derive_returned explains the table.
const Fact *fact_of(std::string_view function);

} // namespace kxx::check
