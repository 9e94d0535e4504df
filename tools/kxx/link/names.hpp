// SPDX-License-Identifier: GPL-2.0
//! Shortens names that are too long for the kernel's tools.
#pragma once

#include <map>
#include <set>
#include <string>

namespace kxx::link {

/// objtool, before 6.13, refuses a function whose unlikely part was split off ("f.cold") when the function's name
/// is longer than this.
inline constexpr std::size_t longest_parent = 127;

/// New names for such functions and their parts: the readable part of the old name, and its hash.
std::map<std::string, std::string> shorter_names(const std::set<std::string> &symbols);

} // namespace kxx::link
