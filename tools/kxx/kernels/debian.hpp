// SPDX-License-Identifier: GPL-2.0
//! Stock kernels, which are Debian packages, unpacked into the cache and never installed.
#pragma once

#include <filesystem>
#include <string>

namespace kxx::kernels {

/// Gets the newest kernel of a series ("6.12", "6.1") that the mirror has, replacing an older
/// one. Without a network, it uses the kernel in the cache. Throws Failure.
void fetch_debian(const std::string &series);

/// Makes unpacked headers usable where they are: their Makefile includes an absolute path
/// below /usr/src, which becomes the same path below `root`.
std::string rewrite_makefile(const std::string &text, const std::filesystem::path &root);

} // namespace kxx::kernels
