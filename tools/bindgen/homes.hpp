// SPDX-License-Identifier: GPL-2.0
//! bindings/homes.txt: names whose C header moved between kernel versions.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "model.hpp"

namespace kxx::bindgen {

/// For the key of a generated header ("linux/sprintf"), the keys of others that it includes
/// so that the names it is the home of are declared. Names that this kernel lacks are left out.
std::map<std::string, std::set<std::string>> read_homes(const std::filesystem::path &list, const Model &model);

} // namespace kxx::bindgen
