// SPDX-License-Identifier: GPL-2.0
//! The list of rules, and of the analyses that find their faults.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "analysis.hpp"

namespace kxx::check {

/// A rule: the name of its folder in rules/, which holds its page and cases, and its code if no analysis of several
/// rules serves it.
struct Rule {
	std::string_view id;
	/// Makes the analysis that finds its faults. Rules with the same function share one analysis.
	std::unique_ptr<Analysis> (*analysis)();
};

/// Every rule, in the order of the documentation.
std::span<const Rule> all_rules();

/// One object of each analysis.
std::vector<std::unique_ptr<Analysis>> make_analyses();

} // namespace kxx::check
