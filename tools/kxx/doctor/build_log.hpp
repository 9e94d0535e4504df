// SPDX-License-Identifier: GPL-2.0
//! Reads the output of a module's build.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kxx {

/// A build's output, with the most useful parts first.
struct BuildLog {
	/// Each error with the lines that belong to it, C++ names demangled.
	std::vector<std::string> errors;
	std::vector<std::string> warnings;
	/// What to do about failures that their own message does not explain.
	std::vector<std::string> notes;
};

BuildLog read_build_log(std::string_view text);

} // namespace kxx
