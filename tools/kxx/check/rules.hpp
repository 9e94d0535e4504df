// SPDX-License-Identifier: GPL-2.0
//! The pages of the rules, which are embedded into kxx when it is built.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::check {

/// A rule's page: tools/check/rules/RULE/page.md, and tools/kxx/check/rules/RULE.md for what kxx itself finds.
struct Page {
	std::string_view rule;
	std::string_view text;

	/// The page's heading, without the rule's name before it.
	std::string_view title() const;
};

/// Every page, sorted by the rules' names.
std::span<const Page> all_pages();

/// A rule's page; `name` may begin with "kxx-", as findings print it. If there is none, throws Failure with names that
/// are near.
const Page &page_of(std::string_view name);

// What kxx itself finds.
inline constexpr char without_reason[] = "silenced-without-reason";
inline constexpr char unknown_rule[] = "silences-unknown-rule";
inline constexpr char silences_nothing[] = "silences-nothing";

/// Whether kxx itself finds faults of this rule.
bool is_own_rule(std::string_view rule);

} // namespace kxx::check
