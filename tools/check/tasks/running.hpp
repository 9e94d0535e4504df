// SPDX-License-Identifier: GPL-2.0
//! The rule published-early, and the part of outlived-callback about destructors.
#pragma once

#include "unit.hpp"

namespace kxx::check::tasks {

/// Reports members that change, with nothing to protect them, while a callback that uses them may run.
void check_running(Unit &unit);

} // namespace kxx::check::tasks
