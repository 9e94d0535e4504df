// SPDX-License-Identifier: GPL-2.0
//! A third check: compares a kernel's own debug information with the layouts of the bindings.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::bindgen {

/// Compares layout/types.tsv of `bindings` with the BTF of `vmlinux` and of `modules` (split
/// BTF on top of it). Prints counts and every difference; returns 1 if one is unexplained.
int verify(const std::filesystem::path &bindings, const std::filesystem::path &vmlinux,
	   const std::vector<std::filesystem::path> &modules);

} // namespace kxx::bindgen
