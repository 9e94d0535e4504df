// SPDX-License-Identifier: GPL-2.0
//! Checks the layouts that the bindings promise, with the C flags of the module that relies on
//! them.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace kxx::link {

/// The bindings' headers that the module's C++ objects include, as Kbuild noted beside each object.
std::set<std::string> bound_headers(const std::filesystem::path &bindings,
				    const std::vector<std::filesystem::path> &objects);

/// Writes a C file that asserts every layout that those headers declare.
std::string layout_source(const std::filesystem::path &bindings, const std::set<std::string> &headers);

/// The flags of `cc` that do not come from the kernel.
std::vector<std::string> own_flags(const std::filesystem::path &bindings, const std::vector<std::string> &cc);

/// Compiles the assertions with the module's C flags. Throws Failure, which names the types,
/// if the layouts from the kernel's headers with these flags differ from those that the C++ objects
/// were compiled for.
void check_layouts(const std::filesystem::path &bindings, const std::vector<std::filesystem::path> &objects,
		   const std::vector<std::string> &cc, bool verbose);

} // namespace kxx::link
