// SPDX-License-Identifier: GPL-2.0
//! Collects the facts of one file.
#pragma once

#include "contexts/facts.hpp"

namespace kxx::check {
class Unit;
} // namespace kxx::check

namespace kxx::check::contexts {

/// Adds the file's functions that the module's own functions reach, and its locks.
void collect(Unit &unit, Facts &facts);
/// Adds the locks that the file's classes and global variables contain. Part of collect().
void collect_locks(Unit &unit, Facts &facts);

} // namespace kxx::check::contexts
