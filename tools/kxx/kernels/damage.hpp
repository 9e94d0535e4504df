// SPDX-License-Identifier: GPL-2.0
//! Detects damage to a kernel in the cache, such as after a full disk or a power failure.
#pragma once

#include <string>
#include <string_view>

namespace kxx::kernels {

/// The fault in the files of a complete kernel, such as "'/…/vmlinuz' is cut off"; empty if there
/// is none.
///
/// Reads the heads of the few files from which everything else starts, which takes almost no time.
/// Damage inside them, or in one of the headers, is noticed when the file is used.
std::string damage_of(std::string_view name);

} // namespace kxx::kernels
