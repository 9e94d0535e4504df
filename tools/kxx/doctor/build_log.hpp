// SPDX-License-Identifier: GPL-2.0
//! Reading what a module's build printed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kxx {

/// A build's output, sorted by what a person wants to see first.
struct BuildLog {
	/// Each error with the lines that belong to it, C++ names demangled.
	std::vector<std::string> errors;
	std::vector<std::string> warnings;
	/// What to do about failures that their own message does not explain.
	std::vector<std::string> notes;
};

BuildLog read_build_log(std::string_view text);

} // namespace kxx
