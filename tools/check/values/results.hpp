// SPDX-License-Identifier: GPL-2.0
//! dropped-error: an error is ignored, overwritten, or assigned and never read.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_results();

} // namespace kxx::check
