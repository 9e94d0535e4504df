// SPDX-License-Identifier: GPL-2.0
//! The analysis of contexts and locks over a whole module.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_contexts();

} // namespace kxx::check
