// SPDX-License-Identifier: GPL-2.0
//! The rules that look at the graph of calls: recursion, stack-depth and trap.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

std::unique_ptr<Analysis> make_calls();

} // namespace kxx::check
