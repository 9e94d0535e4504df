// SPDX-License-Identifier: GPL-2.0
//! C shims, through which C++ calls the kernel's inline functions and macros.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace kxx::link {

/// Whether this undefined symbol is a shim.
bool is_shim_name(const std::string &symbol);

/// The C file that defines `names` (from the bindings' shims.tsv) and keeps the functions
/// and `variables` in `keep` alive, functions with their own calling convention.
/// Throws Failure, which names the shims that the kernel lacks.
std::string shim_source(const std::filesystem::path &bindings, const std::set<std::string> &names,
			const std::set<std::string> &keep, const std::set<std::string> &variables);

/// Compiles a shim file to LTO bytecode, or finds it in the cache.
std::filesystem::path compile_shims(const std::string &source, const std::vector<std::string> &cc, bool verbose);

} // namespace kxx::link
