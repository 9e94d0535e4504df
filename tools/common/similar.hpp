// SPDX-License-Identifier: GPL-2.0
//! Guesses which name somebody meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kxx {

/// The entries of `names` that `word` probably means, the most likely first.
std::vector<std::string> similar_names(std::string_view word, const std::vector<std::string> &names);

} // namespace kxx
