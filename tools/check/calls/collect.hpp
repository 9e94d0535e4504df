// SPDX-License-Identifier: GPL-2.0
//! Adds what a file calls to the graph of its module.
#pragma once

#include "calls/graph.hpp"
#include "unit.hpp"

namespace kxx::check::calls {

/// Adds the user's functions of a file, and all that they reach in it.
void collect(Unit &unit, unsigned file_number, Graph &graph);

/// Reports constructors and destructors that call, on their own object, a virtual function which nothing there
/// implements yet.
void check_pure_calls(Unit &unit);

} // namespace kxx::check::calls
