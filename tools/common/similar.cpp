// SPDX-License-Identifier: GPL-2.0
#include "common/similar.hpp"

#include <algorithm>
#include <numeric>

namespace kxx {
namespace {

/// The number of letters to insert, remove or replace.
std::size_t distance(std::string_view from, std::string_view to)
{
	std::vector<std::size_t> row(to.size() + 1);

	std::iota(row.begin(), row.end(), 0);
	for (std::size_t i = 0; i < from.size(); i++) {
		std::size_t diagonal = row[0];

		row[0] = i + 1;
		for (std::size_t j = 0; j < to.size(); j++) {
			const std::size_t replaced = diagonal + (from[i] != to[j]);

			diagonal = row[j + 1];
			row[j + 1] = std::min({ replaced, row[j] + 1, row[j + 1] + 1 });
		}
	}
	return row.back();
}

} // namespace

std::vector<std::string> similar_names(std::string_view word, const std::vector<std::string> &names)
{
	std::vector<std::string> similar;
	// Allows one typing error in a short word, more in a long one; a prefix also matches.
	const auto distance_to = [word](const std::string &name) {
		return !word.empty() && name.starts_with(word) ? 0 : distance(word, name);
	};

	for (const std::string &name : names)
		if (distance_to(name) <= std::max<std::size_t>(1, word.size() / 3))
			similar.push_back(name);
	std::ranges::stable_sort(similar, {}, distance_to);
	return similar;
}

} // namespace kxx
