// SPDX-License-Identifier: GPL-2.0
#include "c_functions/sleeping.hpp"

namespace kxx::check {

// One text, since thousands of objects would take long to compile. Sorted by name.
static constexpr char text[] =
#include "c_functions/sleeping.inc"
	;
static constexpr std::string_view table(text, sizeof(text) - 1);

std::optional<CSleep> c_sleep(std::string_view function)
{
	auto line_at = [](std::size_t at) { return table.substr(at, table.find('\n', at) - at); };
	auto name_of = [](std::string_view line) { return line.substr(0, line.find(' ')); };
	std::size_t first = 1, last = table.size(); // a line break comes first

	while (first < last) {
		std::size_t middle = table.rfind('\n', first + (last - first) / 2 - 1) + 1;

		if (name_of(line_at(middle)) < function)
			first = middle + line_at(middle).size() + 1;
		else
			last = middle;
	}
	if (first >= table.size() || name_of(line_at(first)) != function)
		return {};
	std::string_view line = line_at(first), effect = line.substr(function.size() + 1);
	CSleep found{ CSleep::May, std::string(line.substr(line.rfind(' ') + 1)) };

	if (effect.starts_with("never "))
		found.effect = CSleep::Never;
	else if (effect.starts_with("flags "))
		found.effect = CSleep::AsFlags;
	return found;
}

} // namespace kxx::check
