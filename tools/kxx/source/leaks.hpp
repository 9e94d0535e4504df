// SPDX-License-Identifier: GPL-2.0
//! Where a TRY or CO_TRY stands in a place that GCC 12 compiles wrongly. doc/design/early_return.md has the list.
#pragma once

#include <string>
#include <vector>

#include "source/tokens.hpp"

namespace kxx::source {

struct Finding {
	std::string file;
	unsigned line;
	/// What is refused there: TRY, CO_TRY, co_await, return; and how many of these stand before it in the line.
	std::string word;
	unsigned before;
	/// Lowercase, no period; says what is wrong and what to write instead.
	std::string message;
};

/// In the order of the file, at most one per word.
std::vector<Finding> find_leaks(const Tokens &tokens);

} // namespace kxx::source
