// SPDX-License-Identifier: GPL-2.0
//! Symbol names of objects, LTO bytecode included, as nm lists them.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace kxx::link {

struct Symbols {
	std::set<std::string> defined;
	std::set<std::string> undefined;
	/// Those of `defined` that are data, not code.
	std::set<std::string> variables;
};

/// The symbols of each object, in the order given. `nm` is the plugin-aware one
/// (gcc-nm): plain nm sees nothing in LTO bytecode.
std::vector<Symbols> symbols_of(const std::string &nm, const std::vector<std::filesystem::path> &objects);

/// Parses the output of `nm -A -P`: "file: name type value size".
std::vector<Symbols> parse_nm(const std::string &text, const std::vector<std::filesystem::path> &objects);

} // namespace kxx::link
