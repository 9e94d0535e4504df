// SPDX-License-Identifier: GPL-2.0
//! The rule misspelt-callback.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "unit.hpp"

namespace kxx::check::tasks {

/// Finds functions that look like callbacks, but have another name than the one that the library looks for.
class Names {
public:
	/// Looks at the classes of a file.
	void look(Unit &unit);
	/// Reports those that no file of the module uses.
	void report(std::vector<Finding> &findings) const;

private:
	std::map<Place, Finding> suspects_;
	std::set<Place> used_;
};

} // namespace kxx::check::tasks
