// SPDX-License-Identifier: GPL-2.0
//! Checks whether a call through the bindings costs the same as the call in C.
#pragma once

#include <filesystem>

namespace kxx::bindgen {

/// For `sample` of the bound inline functions and macros (0: all of them), compiles a caller
/// in C and the same caller in C++ through declaration, shim and LTO link, and compares the
/// machine code. Prints the share of equal pairs and each pair that differs; returns 1 if the share
/// is below `wanted` (0...1).
int compare_code(const std::filesystem::path &kernel_build, const std::filesystem::path &bindings, unsigned sample,
		 double wanted);

} // namespace kxx::bindgen
