// SPDX-License-Identifier: GPL-2.0
//! Every rule of `kxx check`, one line each.
#include "rule.hpp"

#include <algorithm>

#include "boundary/boundary.hpp"
#include "calls/calls.hpp"
#include "contexts/contexts.hpp"
#include "loans/loans.hpp"
#include "stock/stock.hpp"
#include "tasks/tasks.hpp"
#include "values/fetches.hpp"
#include "values/held.hpp"
#include "values/nulls.hpp"
#include "values/owners.hpp"
#include "values/ranges.hpp"
#include "values/results.hpp"
#include "values/writes.hpp"

namespace kxx::check {

// clang-format off
static constexpr Rule rules[] = {
	{ "use-after-move", make_loans },
	{ "ended-loan", make_loans },
	{ "escaping-loan", make_loans },
	{ "unbound-return", make_loans },
	{ "aliased-change", make_loans },
	{ "held-over-await", make_loans },
	{ "unlocked-access", make_stock },
	{ "sleep-in-atomic", make_contexts },
	{ "irq-unsafe-lock", make_contexts },
	{ "held-again", make_contexts },
	{ "lock-order", make_contexts },
	{ "lock-class-twice", make_contexts },
	{ "context-comment", make_contexts },
	{ "not-sendable", make_tasks },
	{ "not-shareable", make_tasks },
	{ "member-order", make_tasks },
	{ "published-early", make_tasks },
	{ "outlived-callback", make_tasks },
	{ "misspelt-callback", make_tasks },
	{ "unchecked-null", make_nulls },
	{ "dropped-error", make_results },
	{ "lock-kept", make_held },
	{ "lost-owner", make_owners },
	{ "uninitialised", make_writes },
	{ "double-fetch", make_fetches },
	{ "untrusted-size", make_ranges },
	{ "out-of-bounds", make_ranges },
	{ "arithmetic", make_ranges },
	{ "below", make_boundary },
	{ "missing-safety", make_boundary },
	{ "missing-doc", make_boundary },
	{ "stack-depth", make_calls },
	{ "recursion", make_calls },
	{ "trap", make_calls },
};
// clang-format on

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
