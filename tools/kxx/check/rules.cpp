// SPDX-License-Identifier: GPL-2.0
#include "check/rules.hpp"

#include "common/failure.hpp"
#include "common/similar.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kxx::check {

std::string_view Page::title() const
{
	std::string_view line = text.substr(0, text.find('\n'));

	line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
	if (line.starts_with(rule) && line.substr(rule.size()).starts_with(": "))
		line.remove_prefix(rule.size() + 2);
	return line;
}

const Page &page_of(std::string_view name)
{
	constexpr std::string_view prefix = "kxx-";
	std::vector<std::string> names;

	for (const Page &page : all_pages()) {
		if (page.rule == name || (name.starts_with(prefix) && page.rule == name.substr(prefix.size())))
			return page;
		names.emplace_back(page.rule);
	}
	const std::vector<std::string> near =
		similar_names(name.starts_with(prefix) ? name.substr(prefix.size()) : name, names);
	throw Failure(Fault::Environment, fmt::format("there is no rule '{}'", name),
		      near.empty() ? "kxx check --rules lists the rules"
				   : fmt::format("did you mean '{}'?", fmt::join(near, "' or '")));
}

bool is_own_rule(std::string_view rule)
{
	return rule == without_reason || rule == unknown_rule || rule == silences_nothing;
}

} // namespace kxx::check
