// SPDX-License-Identifier: GPL-2.0
//! lock-kept: a path leaves with a C lock that another path releases; and C references that one path does not give back.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_held();

} // namespace kxx::check
