// SPDX-License-Identifier: GPL-2.0
//! Findings for programs: JSON of our own, and SARIF, which editors and code hosts read.
#pragma once

#include "check/result.hpp"

#include <filesystem>
#include <string>

namespace kxx::check {

/// Every finding with its state, and the counts. doc/design/check.md describes the members.
std::string write_json(const Result &result, const std::filesystem::path &directory);

/// A SARIF 2.1.0 log: rules with their pages, findings with the way that leads to them, and what is silenced as
/// suppressed.
std::string write_sarif(const Result &result, const std::filesystem::path &directory);

} // namespace kxx::check
