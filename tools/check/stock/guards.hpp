// SPDX-License-Identifier: GPL-2.0
//! Guards that clang's analysis of locks does not see: those that a function returns.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "analysis.hpp"

namespace kxx::check {

/// Finds functions that return guards, and variables that get them, and recognises the warnings about both that are wrong.
class ReturnedGuards {
public:
	void look(Unit &unit);
	bool explains(const ClangWarning &warning) const;

private:
	struct Function {
		Place first, last;
		bool returns_guard;
		/// The variables that another function's guard is moved into.
		std::set<std::string> variables;
	};

	std::vector<Function> functions_;
};

} // namespace kxx::check
