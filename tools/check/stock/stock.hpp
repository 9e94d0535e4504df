// SPDX-License-Identifier: GPL-2.0
//! Warnings that clang has already, each under one of our rules.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis that asks clang for its warnings.
std::unique_ptr<Analysis> make_stock();

} // namespace kxx::check
