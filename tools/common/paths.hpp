// SPDX-License-Identifier: GPL-2.0
//! Where kxx keeps its own files, and which of them it may delete.
#pragma once

#include <filesystem>

namespace kxx {

/// The tree that holds kernel/, kbuild/, bindings/ and helpers/: the checkout when the
/// program runs from its build directory, PREFIX/share/kxx when it is installed.
/// KXX_ROOT in the environment overrides both.
std::filesystem::path root_directory();

/// The running executable's own path.
std::filesystem::path self_executable();

/// Everything that can be rebuilt: kernels, bindings, debug builds. KXX_CACHE, else
/// $XDG_CACHE_HOME/kxx, else .cache/kxx in HOME, which the password database gives when the
/// environment does not.
std::filesystem::path cache_directory();

} // namespace kxx
