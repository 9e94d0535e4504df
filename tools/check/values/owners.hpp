// SPDX-License-Identifier: GPL-2.0
//! lost-owner: what an owner gave up as a raw pointer reaches nobody, or is taken back twice.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_owners();

} // namespace kxx::check
