// SPDX-License-Identifier: GPL-2.0
//! unchecked-null: a pointer that may be null, or an error, is followed without a test.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_nulls();

} // namespace kxx::check
