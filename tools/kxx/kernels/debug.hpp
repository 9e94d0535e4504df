// SPDX-License-Identifier: GPL-2.0
//! The debug kernel, which is built here from Debian's source package and kbuild/debug.config.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::kernels {

/// Whether the mirror is asked for a newer source.
enum class Freshness { AskTheMirror, WhatIsThere };

/// True if the debug kernel is complete and was built with the current fragment.
bool debug_is_current();

/// Builds the debug kernel, incrementally when the source is the same. Throws Failure.
void build_debug(Freshness freshness);

/// The lines of a config fragment that are not in effect in `config`: `CONFIG_X=v` must be there
/// literally, and `# CONFIG_X is not set` means that no line sets it.
std::vector<std::string> dropped_options(std::string_view fragment, std::string_view config);

} // namespace kxx::kernels
