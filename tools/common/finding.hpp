// SPDX-License-Identifier: GPL-2.0
//! What a rule of `kxx check` reports: a fault in the user's code, and the way that leads there.
#pragma once

#include <string>
#include <tuple>
#include <vector>

namespace kxx::check {

/// A position in a file of the module.
struct Place {
	std::string file;
	unsigned line = 0;
	unsigned column = 0;

	bool operator<(const Place &other) const
	{
		return std::tie(file, line, column) < std::tie(other.file, other.line, other.column);
	}
	bool operator==(const Place &) const = default;
};

/// A step on the way to the fault: "'guard' is released here".
struct Step {
	Place place;
	std::string message;
};

/// How sure a rule is.
enum class Level { Error, Warning };

/// A fault in the user's code.
struct Finding {
	/// The rule's name, which is the name of its folder.
	std::string rule;
	Level level = Level::Error;
	Place place;
	/// The function that contains the place, with its namespaces and classes.
	std::string function{};
	/// What the user wrote, and why it is wrong.
	std::string message;
	/// What to write instead; may be empty.
	std::string help{};
	/// The way that leads to the fault, in the order of execution.
	std::vector<Step> trace{};
};

} // namespace kxx::check
