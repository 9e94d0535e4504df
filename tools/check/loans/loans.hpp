// SPDX-License-Identifier: GPL-2.0
//! The borrow checker: an analysis that serves the rules about moves and loans.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_loans();

} // namespace kxx::check
