// SPDX-License-Identifier: GPL-2.0
//! A mirror of a source tree, in which Kbuild builds for one kernel: links to the sources, and its own files.
//!
//! In this way, modules of one tree are built for several kernels at once, and the tree itself stays clean.
#pragma once

#include <filesystem>
#include <string_view>

namespace kxx::test {

/// A file of this name marks a directory of kxx test's own files, which no mirror takes in.
constexpr std::string_view output_mark = ".kxx-test";

/// The top of the tree that `path` lies in: that of its work tree, if git does not ignore `path` there; or else the
/// current directory, if that is above it; or else `path` (its directory).
std::filesystem::path top_of(const std::filesystem::path &path);

/// Where `path` is mirrored below `mirror`.
std::filesystem::path in_mirror(const std::filesystem::path &mirror, const std::filesystem::path &path);

/// Brings the mirror of the tree at `top` up to date: new files are linked, and links to files that are gone are
/// removed. `output` itself is not mirrored.
void update_mirror(const std::filesystem::path &mirror, const std::filesystem::path &top,
		   const std::filesystem::path &output);

} // namespace kxx::test
