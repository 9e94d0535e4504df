// SPDX-License-Identifier: GPL-2.0
//! uninitialised: a struct or an array is used as a whole and was not written as a whole.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_writes();

} // namespace kxx::check
