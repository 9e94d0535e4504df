// SPDX-License-Identifier: GPL-2.0
//! Every rule of `kxx check`, one line each.
#include "rule.hpp"

#include <algorithm>

#include "loans/loans.hpp"
#include "stock/stock.hpp"

namespace kxx::check {

static constexpr Rule rules[] = {
	{ "use-after-move", make_loans }, { "ended-loan", make_loans },	     { "escaping-loan", make_loans },
	{ "aliased-change", make_loans }, { "held-over-await", make_loans }, { "unlocked-access", make_stock },
};

std::span<const Rule> all_rules()
{
	return rules;
}

std::vector<std::unique_ptr<Analysis>> make_analyses()
{
	std::vector<std::unique_ptr<Analysis> (*)()> made;
	std::vector<std::unique_ptr<Analysis>> analyses;

	for (const Rule &rule : rules)
		if (std::ranges::find(made, rule.analysis) == made.end()) {
			made.push_back(rule.analysis);
			analyses.push_back(rule.analysis());
		}
	return analyses;
}

} // namespace kxx::check
