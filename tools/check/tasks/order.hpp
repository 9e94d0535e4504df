// SPDX-License-Identifier: GPL-2.0
//! The rule member-order, and the part of outlived-callback that follows from what members refer to.
#pragma once

#include "unit.hpp"

namespace kxx::check::tasks {

/// Reports members whose callbacks use other members that are destroyed or replaced before them.
void check_order(Unit &unit);

} // namespace kxx::check::tasks
