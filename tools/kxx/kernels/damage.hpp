// SPDX-License-Identifier: GPL-2.0
//! Whether a kernel of the cache is still as it was unpacked: a disk that was full, a machine that lost power.
#pragma once

#include <string>
#include <string_view>

namespace kxx::kernels {

/// What is wrong with the files of a complete kernel: "'/…/vmlinuz' is cut off". Empty when nothing is.
///
/// Reads the heads of the few files that everything else starts from, which takes no time. Damage inside
/// of them, or in one of the headers, shows itself when it is used.
std::string damage_of(std::string_view name);

} // namespace kxx::kernels
