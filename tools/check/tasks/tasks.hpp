// SPDX-License-Identifier: GPL-2.0
//! The analysis of what other tasks get, and of what the kernel may still call.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis.
std::unique_ptr<Analysis> make_tasks();

} // namespace kxx::check
