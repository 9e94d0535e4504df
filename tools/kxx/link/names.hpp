// SPDX-License-Identifier: GPL-2.0
//! Names that are too long for the kernel's tools.
#pragma once

#include <map>
#include <set>
#include <string>

namespace kxx::link {

/// objtool, before 6.13, refuses a function whose unlikely part was split off ("f.cold") when the function's name
/// is longer than this.
inline constexpr std::size_t longest_parent = 127;

/// New names for such functions and their parts: what can be read of the old one, and its hash.
std::map<std::string, std::string> shorter_names(const std::set<std::string> &symbols);

} // namespace kxx::link
