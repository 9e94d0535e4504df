// SPDX-License-Identifier: GPL-2.0
//! Starts a rule: its folder in tools/check/rules, and its line in the registry.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::check {

/// Writes the page, the code and two cases of a rule into the source tree at `root`, and returns the files that were
/// written or changed. Throws Failure if the name is not usable, or if there is no source tree.
std::vector<std::filesystem::path> make_rule(const std::filesystem::path &root, const std::string &name);

} // namespace kxx::check
