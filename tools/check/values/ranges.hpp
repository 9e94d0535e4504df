// SPDX-License-Identifier: GPL-2.0
//! untrusted-size, out-of-bounds, arithmetic: what numbers can be, and whether a process chose them.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_ranges();

} // namespace kxx::check
