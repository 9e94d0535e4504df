// SPDX-License-Identifier: GPL-2.0
//! The parts of kernel/ that are not templates, compiled once per kernel and set of flags.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::link {

/// The objects of kernel/*.cpp as LTO bytecode, compiled with `cxx` if the cache lacks them.
std::vector<std::filesystem::path> library_objects(const std::vector<std::string> &cxx, bool verbose);

} // namespace kxx::link
