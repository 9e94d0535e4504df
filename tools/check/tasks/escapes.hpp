// SPDX-License-Identifier: GPL-2.0
//! Objects that are registered before they are complete, and callers that nobody ends.
#pragma once

#include "unit.hpp"

namespace kxx::check::tasks {

/// Reports constructors of bases that register `this`, leaked owners of callers, and cycles of owners.
void check_escapes(Unit &unit);

} // namespace kxx::check::tasks
