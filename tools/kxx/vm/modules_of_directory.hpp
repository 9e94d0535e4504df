// SPDX-License-Identifier: GPL-2.0
//! Builds a module directory and finds the resulting modules.
#pragma once

#include "kernels/store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::vm {

/// True when `directory` has a Kbuild file, or a Makefile that names modules.
bool is_module_directory(const std::filesystem::path &directory);

/// Builds the modules of `directory` for `kernel`: `make KDIR=…` with its own Makefile, else
/// Kbuild directly. The compiler's messages go to the terminal. Throws Failure.
void build_modules(const std::filesystem::path &directory, const kernels::Kernel &kernel);

/// The modules that Kbuild's modules.order names, else all *.ko files.
std::vector<std::filesystem::path> built_modules(const std::filesystem::path &directory);

/// The lines of a modules.order (6.1 writes .ko, 6.12 writes .o) as module files.
std::vector<std::filesystem::path> parse_modules_order(const std::string &text, const std::filesystem::path &directory);

} // namespace kxx::vm
