// SPDX-License-Identifier: GPL-2.0
//! Commands as text and as words.
#pragma once

#include <string>
#include <vector>

namespace kxx {

/// Splits a shell-quoted string into words, as `sh` would without expansions.
std::vector<std::string> split_words(const std::string &text);

} // namespace kxx
