// SPDX-License-Identifier: GPL-2.0
//! The rules not-sendable and not-shareable.
#pragma once

#include "unit.hpp"

namespace kxx::check::tasks {

/// Reports what goes to another task and must not, and what tasks share unprotected.
void check_crossings(Unit &unit);

} // namespace kxx::check::tasks
