// SPDX-License-Identifier: GPL-2.0
//! double-fetch: the same memory of the process is read twice.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_fetches();

} // namespace kxx::check
