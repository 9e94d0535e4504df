// SPDX-License-Identifier: GPL-2.0
//! The rules about the boundary to C: below, missing-safety and missing-doc, and the census of `unsafe`.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

std::unique_ptr<Analysis> make_boundary();

} // namespace kxx::check
