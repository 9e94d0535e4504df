// SPDX-License-Identifier: GPL-2.0
//! The third witness: a kernel's own debug information against the bindings' layouts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::bindgen {

/// Compares layout/types.tsv of `bindings` with the BTF of `vmlinux` and of `modules` (split
/// BTF on top of it). Prints counts and every difference; 1 when one is unexplained.
int verify(const std::filesystem::path &bindings, const std::filesystem::path &vmlinux,
	   const std::vector<std::filesystem::path> &modules);

} // namespace kxx::bindgen
